import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { dirname } from 'node:path';
import type { State } from '../../judge/state.ts';
import type { Findings } from '../../live/findings.ts';
import type { Judging } from '../../live/judging.ts';
import { holdAlone, type Release } from '../../live/state/alone.ts';
import { readState, sectionOf, UnusableState, type MadeWith } from '../../live/state/file.ts';
import { Keeper } from '../../live/state/keeper.ts';
import type { LiveEvents, LiveOptions, ReadMemory } from '../../read/follow/live.ts';
import { version } from '../../version.ts';
import { namesLog } from '../output/among-inputs.ts';
import type { Arguments } from '../options/args.ts';
import { CliError, refusal } from '../error.ts';
import type { Io } from '../io.ts';
import { unwritable } from '../output/output-files.ts';
import { write } from '../stdout.ts';

/** What an earlier run knew. */
export interface Earlier {
  readonly read: ReadMemory;
  readonly judged: State;
  readonly told: object;
}

/** Who knows what is kept. */
export interface ToKeep {
  readonly events: LiveEvents;
  readonly judging: Judging;
  readonly findings: Findings;
  readonly again: () => void;
}

/** The file of `--state`: what an earlier run knew, and where this one writes what it knows. */
export class StateFile {
  readonly earlier: Earlier | undefined;
  private readonly keeper: Keeper;
  private readonly path: string;
  private readonly io: Io;
  private refused: string | undefined;
  /** Something was told since it was written last. */
  private owed = false;
  private later: NodeJS.Timeout | undefined;
  /** Lets another run have the file. */
  readonly release: Release;
  /** What the file was when this run read or wrote it last. */
  private own: string;
  private shared = false;

  private constructor(path: string, made: MadeWith, earlier: Earlier | undefined, own: string, release: Release, io: Io) {
    this.path = path;
    this.earlier = earlier;
    this.own = own;
    this.release = release;
    this.keeper = new Keeper(path, made);
    this.io = io;
  }

  /** @throws CliError where the file cannot be used */
  static async of(path: string, args: Arguments, inputs: readonly string[], options: LiveOptions, io: Io): Promise<StateFile> {
    const made = madeWith(args, options);
    if (namesLog(path, inputs)) throw unusable(path, 'it is among the inputs, and no state of leak-stream', 'name a file of its own for the state');
    let release: Release | undefined;
    try {
      accessSync(dirname(path), constants.W_OK);
      release = await holdAlone(await realpath(path).catch(() => path));
      if (release === undefined) throw new UnusableState('another run uses it', 'end that run first, or name a file of its own for the state of this one');
      const own = await stampOf(path);
      const [known, told] = (await readState(path, made)) ?? [];
      const earlier = known === undefined ? undefined : { ...(known as Pick<Earlier, 'read' | 'judged'>), told: told as object };
      return new StateFile(path, made, earlier, own, release, io);
    } catch (error) {
      await release?.();
      if (error instanceof UnusableState) throw unusable(path, error.message, error.help);
      const { why, help } = unwritable(error, dirname(path));
      throw unusable(path, why, help);
    }
  }

  /**
   * Writes what is known, if it is time.
   * @param told whether something was just told that nobody should hear twice
   * @param again called once it is time, if it is not yet: the log may have fallen silent by then
   */
  async keepNow(told: boolean, { events, judging, findings, again }: ToKeep): Promise<void> {
    this.owed ||= told;
    const wait = this.keeper.due(this.owed);
    clearTimeout(this.later);
    if (wait > 0) {
      this.later = setTimeout(again, wait).unref();
      return;
    }
    // In a task of its own no batch is on its way between reading and judging.
    await setImmediate();
    const known = this.known(events, judging);
    if (known === undefined) return;
    this.owed = false;
    await this.keep(() => [known, sectionOf(findings.memory())]);
  }

  /** What reading and judging know, as text; undefined before anything was read. */
  known(events: LiveEvents, judging: Judging): readonly string[] | undefined {
    const read = events.memory((batch) => judging.add(batch));
    return read && sectionOf({ read, judged: judging.state });
  }

  /** Says so where it cannot be written, once for each reason: a report is worth more than its state. */
  async keep(sections: () => readonly (readonly string[])[]): Promise<void> {
    try {
      const found = await stampOf(this.path);
      if (!this.shared && found !== '' && found !== this.own) {
        this.shared = true;
        await write(this.io.stderr, `leak-stream: another run has written ${this.path} too; one of them may tell again what the other has told\n`);
      }
      await this.keeper.keep(sections);
      this.own = await stampOf(this.path);
      this.refused = undefined;
    } catch (error) {
      const why = refusal(error);
      if (why !== this.refused) await write(this.io.stderr, `leak-stream: cannot write ${this.path}: ${why}; a restart goes on from what it held before\n`);
      this.refused = why;
    }
  }
} // prettier-ignore

/** Which file it is, by what changes whenever it is written anew; '' where there is none. */
const stampOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ dev, ino, mtimeMs, size }) => [dev, ino, mtimeMs, size].join(' '),
    () => '',
  );

const unusable = (path: string, why: string, help?: string): CliError =>
  new CliError(`cannot use ${path} as state`, { where: '--state', why, ...(help !== undefined && { help }) });

/** What decides how lines are understood, by the names that users know. */
function madeWith(args: Arguments, { plugins, frames = [], timezone = 'UTC' }: LiveOptions): MadeWith {
  // Patterns and words; how a function is written depends on who built the program.
  const rules = JSON.stringify(plugins, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value));
  return {
    'leak-stream': version(),
    'set of parsers (--parser)': createHash('sha256').update(rules).digest('hex').slice(0, 16),
    'set of frame rules (--in-app, --frames)': frames.join('\n'),
    '--timezone': timezone,
    '--since': args.value('since') ?? '',
    '--until': args.value('until') ?? '',
  };
}
