import type { Instance } from '../model/event.ts';

/** Instances of which there is one object for all lines of a place. */
const shared = new WeakSet<Instance>();

/** Makes an instance the one object for all lines of its place. */
export function share(instance: Instance): Instance {
  shared.add(Object.freeze(instance));
  return instance;
}

export const isShared = (instance: Instance): boolean => shared.has(instance);

/** A function of an instance that is asked once for each object that is shared: a pod has thousands of lines. @param make the same for equal instances */
export function perInstance<T extends object | string>(make: (instance: Instance) => T): (instance: Instance) => T {
  const known = new WeakMap<Instance, T>();
  return (instance) => {
    const before = known.get(instance);
    if (before !== undefined) return before;
    const made = make(instance);
    if (shared.has(instance)) known.set(instance, made);
    return made;
  };
}
