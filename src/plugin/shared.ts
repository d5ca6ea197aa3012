/** Objects of which there is one for all that are the same, so that what is found out about it need not be found out again. */
export class Shared<K extends object> {
  private readonly all = new WeakSet<K>();

  /** Makes it the one object for all that are the same. */
  add(one: K): K {
    this.all.add(one);
    return one;
  }

  has(one: K): boolean {
    return this.all.has(one);
  }

  /** A function that is asked once for each object that is shared. @param make the same for objects that are the same */
  per<T extends object | string>(make: (one: K) => T): (one: K) => T {
    const known = new WeakMap<K, T>();
    return (one) => {
      const before = known.get(one);
      if (before !== undefined) return before;
      const made = make(one);
      if (this.all.has(one)) known.set(one, made);
      return made;
    };
  }
}

/** Tails of records (the lines below the first one) that came before: all records with the same one have the same object. */
export const sharedTails = new Shared<readonly string[]>();
