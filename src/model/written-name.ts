/** What a compiler or a framework made of a class and a method, as JVM stacks print it. */
interface Named {
  readonly function: string;
  readonly module?: string | undefined;
}

/** Marks behind which nothing of a generated class's name is the programmer's: of CGLIB, Guice, Hibernate, ByteBuddy, Quarkus and CDI. */
const GENERATED =
  /(?:\$\$(?:EnhancerBy|FastClassBy|SpringCGLIB)|\$(?:HibernateProxy|ByteBuddy)\$|\$Proxy\$_\$\$_Weld|_(?:Subclass|ClientProxy)$).*$/;

/** The class that a generated one stands for: `shop.Orders` of `shop.Orders$$SpringCGLIB$$0`; undefined where it is none, or its name does not say. */
export function plainModule(module: string): string | undefined {
  // Micronaut puts a sign before the name as well
  const intercepted = /^((?:[^.]+\.)*)\$([^.$][^.]*?)\$Definition\$Intercepted.*$/.exec(module);
  if (intercepted) return `${intercepted[1]}${intercepted[2]}`;
  const plain = module.replace(GENERATED, '');
  return plain === module || plain === '' || plain.endsWith('.') ? undefined : plain;
}

/** Lambdas of Java and Kotlin, closures of Scala: the method in which they stand. `null` is said of one in another one. */
const LAMBDA = /^(?:lambda\$(?<java>\w+?)\$\d+|(?<kotlin>\w+?)(?:\$lambda(?:\$\d+)?)+|\$anonfun\$(?<scala>\w+?)\$\d+(?:\$adapted)?)$/;
/** A class that Kotlin or Scala makes of a lambda or a coroutine: `SessionStore$unlock$2$connection$1`, `Orders$$anonfun$place$1`. */
const INNER = /^(?<owner>[^$]*)\$(?:\$anonfun\$)?(?<method>[a-z]\w*)(?:\$\w+)*\$\d+$/;
const CALLED = new Set(['invokeSuspend', 'invoke', 'apply']);

/** Class and method as they were written, and whether the frame is of a lambda in them. A name that says nothing else stays. */
export function writtenName({ function: name, module }: Named): { readonly function: string; readonly module?: string; readonly lambda: boolean } {
  const owner = module === undefined ? undefined : (plainModule(module) ?? module.replace(/(?<=[^$.])\$$/, ''));
  const of = (method: string, from = owner) => ({ function: method, ...(from !== undefined && { module: from }) });
  const groups = LAMBDA.exec(name)?.groups;
  const method = groups?.['java'] ?? groups?.['kotlin'] ?? groups?.['scala'];
  if (method !== undefined) return { ...of(method === 'null' || method === 'static' ? '' : method === 'new' ? '<init>' : method), lambda: true };
  const inner = CALLED.has(name) && module !== undefined ? INNER.exec(module)?.groups : undefined;
  // a coroutine's body is its method's own
  if (inner !== undefined) return { ...of(inner['method'] ?? name, inner['owner']), lambda: name !== 'invokeSuspend' };
  return { ...of(name.replace(/\$(?:suspendImpl|default)$/, '')), lambda: false };
} // prettier-ignore
