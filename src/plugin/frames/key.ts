import type { StackFrame } from '../../model/stack-frame.ts';

/** Names of generated classes without the parts that change from process to process or from build to build. */
const CLASS_NOISE: readonly (readonly [RegExp, string])[] = [
  [/\$\$Lambda(?:\$\d+)?(?:\/(?:0x)?[0-9a-fA-F]+)?/, '$$$$Lambda'],
  [/\$\$(?:EnhancerBy|FastClassBy)?(?:Spring)?CGLIB\$\$.*$/, '$$$$Proxy'],
  [/\$\$(?:EnhancerBy|FastClassBy)\w{0,60}?\$\$.*$/, '$$$$Proxy'],
  [/\$(?:HibernateProxy|HibernateBasicProxy|ByteBuddy|MockitoMock|auxiliary)\$.*$/, '$$$$Proxy'],
  [/_\$\$_(?:jvst|javassist)\w*$/, '$$$$Proxy'],
  [/\$Proxy\d+(?:\$\$\w*)?$/, '$$Proxy'],
  [/^jdk\.proxy\d+\./, 'jdk.proxy.'],
  [/(Generated\w{0,30}Accessor)\d+$/, '$1'],
  [/\$\d+/g, '$$'],
  [/__\d+/g, '__'],
];
const METHOD_NOISE: readonly (readonly [RegExp, string])[] = [
  [/\$\d+/g, ''],
  [/__\d+/g, '__'],
];

const cleaned = (text: string, noise: readonly (readonly [RegExp, string])[]): string =>
  noise.reduce((name, [pattern, plain]) => name.replace(pattern, plain), text);

const withoutGenerics = (name: string): string => name.replace(/\[[^\]]*\]/g, '');

/** Closures and compiler's helpers carry numbers that move when a line is added above: `Load.func2.1`, `Load.gowrap1`, `Load-range1`. */
const goFunction = (name: string): string =>
  withoutGenerics(name)
    .replace(/-fm$/, '')
    .replace(/-range\d+/g, '')
    .replace(/\.(func|gowrap|deferwrap)\d+(?:\.\d+)*/g, '.$1')
    .replace(/(?:\.func)+/g, '.func');

/** What stays of a file's path when it is deployed elsewhere: from the package directory on, else the last three segments. */
export function portablePath(file: string): string {
  const path = file.replaceAll('\\', '/');
  for (const root of ['/site-packages/', '/dist-packages/']) {
    const at = path.lastIndexOf(root);
    if (at >= 0) return path.slice(at + root.length);
  }
  const library = /\/lib\/python\d(?:\.\d{1,2})?\/(?<rest>.+)$/.exec(path)?.groups?.['rest'];
  return library ?? path.split('/').filter(Boolean).slice(-3).join('/');
}

/**
 * A frame's identity that survives deploys: class and method (Java), package and function (Go), path from the package on and function
 * (Python), without line, and without the numbers, hashes and addresses of lambdas, proxies, closures and anonymous classes. Only where no function is known the line
 * has to tell one place of a file from another.
 */
export function frameKey(frame: StackFrame): string {
  const module = frame.module ?? '';
  if (frame.function === '' && frame.file !== undefined) return `${portablePath(frame.file)}:${frame.line ?? ''}`;
  if (frame.language === 'java') {
    const method = cleaned(frame.function, METHOD_NOISE);
    if (module === '') return frame.file === undefined ? method : `${portablePath(frame.file)}:${method}`;
    return `${cleaned(module, CLASS_NOISE)}.${method}`;
  }
  if (frame.language === 'go')
    return module === '' ? goFunction(frame.function) : `${withoutGenerics(module)}.${goFunction(frame.function)}`;
  const name = frame.function.replaceAll('.<locals>', '').replaceAll('<lambda>', 'lambda');
  const place = module !== '' ? module : frame.file === undefined ? '' : portablePath(frame.file);
  return place === '' ? name : `${place}:${name}`;
}
