import type { Instance } from '../model/event.ts';
import { Shared } from '../plugin/shared.ts';

/** Instances of which there is one object for all lines of a place. */
const shared = new Shared<Instance>();

/** Makes an instance the one object for all lines of its place. */
export const share = (instance: Instance): Instance => shared.add(Object.freeze(instance));

export const isShared = (instance: Instance): boolean => shared.has(instance);

/** A function of an instance that is asked once for each object that is shared: a pod has thousands of lines. @param make the same for equal instances */
export const perInstance = <T extends object | string>(make: (instance: Instance) => T): ((instance: Instance) => T) => shared.per(make);
