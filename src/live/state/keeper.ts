import { Pace } from '../pace.ts';
import { writeState } from './file.ts';
import type { MadeWith } from './file.ts';

/** How often what is known is written, at most, where nothing was told. */
const LEAST_MS = 2000;

/** Writes what is known to a file now and then, for at most a tenth of the time. */
export class Keeper {
  private readonly path: string;
  private readonly made: MadeWith;
  private readonly pace = new Pace();
  private keptAt = -Infinity;

  constructor(path: string, made: MadeWith) {
    this.path = path;
    this.made = made;
  }

  /** Milliseconds until it is time. @param told something was told that nobody should hear twice */
  due(told: boolean): number {
    const now = performance.now();
    return Math.max(this.pace.due(now), told ? 0 : this.keptAt + LEAST_MS - now);
  }

  /** @param sections taken at once, before anything else happens. @throws errors of the system */
  async keep(sections: () => readonly (readonly string[])[]): Promise<void> {
    const began = performance.now();
    try {
      await writeState(this.path, this.made, sections());
    } finally {
      this.keptAt = performance.now();
      this.pace.spent(began, this.keptAt);
    }
  }
}
