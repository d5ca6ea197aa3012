import type { StackFrame } from '../../model/stack-frame.ts';
import { TRANSACTIONAL } from '../../model/frame-roles.ts';
import { plainModule } from '../../model/written-name.ts';

/** Interceptors that begin a transaction for the method behind a proxy: of Spring, Jakarta EE, Quarkus, Micronaut and Guice. */
const BEGINS = /(?:Transaction\w*|Txn)(?:Interceptor|Aspect)/;
/** Advice around it is called in the name of somebody else's method. */
const ADVICE = /^(?:invoke|intercept|proceed|around\w*)$/;

/**
 * A declared transaction takes its connection before the method of which it is begins, so that nothing but the method's generated proxy is in the stack. That frame then stands
 * for the method, without a line; what called it is no borrower.
 *
 * @param stack classified, innermost first
 * @param classify for the frame that takes the proxy's place: only a method of the application's does
 */
export function behindProxy(stack: readonly StackFrame[], classify: (frame: StackFrame) => StackFrame): StackFrame[] {
  let begins = false;
  for (const [i, frame] of stack.entries()) {
    if (frame.role === 'application' || frame.role === 'plumbing') {
      if (!ADVICE.test(frame.function)) break;
    } else if (frame.role === 'proxy' && begins && frame.language === 'java') {
      const module = plainModule(frame.module ?? '');
      // a line, so that it is not taken for generated code; it has none
      const { line: _, ...method } = classify({ function: frame.function, ...(module !== undefined && { module }), line: 1, language: 'java' });
      if (module === undefined || method.role !== 'application') continue;
      const decidedBy = method.decidedBy?.startsWith('default') === true ? TRANSACTIONAL : method.decidedBy;
      return stack.map((own, at) => (at === i ? { ...method, ...(decidedBy !== undefined && { decidedBy }) } : own));
    } else begins ||= BEGINS.test(frame.module ?? '');
  }
  return [...stack];
} // prettier-ignore
