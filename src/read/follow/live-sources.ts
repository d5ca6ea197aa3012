import type { TimedEvent } from '../../model/event.ts';
import { Unwrapper } from '../envelope/index.ts';
import { EventReader } from '../events.ts';
import type { EventsOptions } from '../events/options.ts';
import type { KnownPlace } from './found-again.ts';
import { LayoutReader } from '../layout/index.ts';
import { BEGINNING, LiveSource } from './live-source.ts';
import type { Position } from './live-source.ts';
import { recall } from './memory.ts';
import { Records } from '../record.ts';
import { Repeats } from '../lines/repeats.ts';
import type { RepeatsMemory } from '../lines/repeats.ts';
import { FollowedFile } from '../source/follow.ts';
import { evictedText } from '../stages.ts';
import type { SourceTally, Tally } from '../tally.ts';
import type { TimeOptions } from '../time/index.ts';

/** What is kept of a source. */
export interface SourceMemory {
  /** One of the tally's. */
  readonly source: SourceTally;
  readonly position: Position;
  /** Where that is in a file; undefined for pipes and archives. `plain`: its bytes are the log's text, `at` counts them; else what is inside. */
  readonly place: KnownPlace | undefined;
  /** How its text begins, one character for each byte; to know it again where it comes from its beginning. */
  readonly head: string;
  readonly repeats: RepeatsMemory | undefined;
  readonly stages: object;
}

/** A stream that was opened for a source. */
interface Opening {
  readonly stream: object;
  /** The byte of the source that is the stream's first one, or that of what is inside. */
  readonly base: number;
  readonly skipped: number;
  readonly plain: boolean;
}

export interface Shared {
  readonly shared: EventsOptions;
  readonly tally: Tally;
  readonly zone: TimeOptions;
}

/** The sources that are read at the same time, those of an earlier reading among them. */
export class LiveSources {
  private readonly options: Shared;
  private readonly sources = new Map<string, LiveSource>();
  private readonly openings = new Map<string, Opening[]>();
  private readonly before = new Map<string, SourceMemory>();
  private readonly heads = new Map<string, string>();
  private readonly keeps: boolean;

  /** @param memory of an earlier reading; undefined where nothing is kept */
  constructor(options: Shared, memory: readonly SourceMemory[] | undefined) {
    this.options = options;
    this.keeps = memory !== undefined;
    for (const kept of memory ?? []) {
      this.before.set(kept.source.name, kept);
      this.heads.set(kept.source.name, kept.head);
      this.add(kept.source, kept);
    }
  }

  /** What an earlier reading kept of a source. */
  known(name: string): SourceMemory | undefined {
    return this.before.get(name);
  }

  get earlier(): Iterable<SourceMemory> {
    return this.before.values();
  }

  get all(): Iterable<LiveSource> {
    return this.sources.values();
  }

  /** The source of that name; one that was not known before begins. */
  of(name: string): LiveSource {
    return this.sources.get(name) ?? this.add(this.options.tally.begin(name), undefined);
  }

  /** A stream was opened for a source. @param head how its text begins */
  opened(name: string, opening: Opening, head?: string): void {
    const all = this.openings.get(name);
    if (all) all.push(opening);
    else this.openings.set(name, [opening]);
    if (head !== undefined) this.heads.set(name, head);
  }

  /** The last lines and records of all. */
  rest(): TimedEvent[] {
    const out: TimedEvent[] = [];
    for (const live of this.sources.values()) {
      for (const event of live.rest()) out.push(event);
      if (live.evicted > 0) this.options.tally.notice('streams-evicted', live.source.name, evictedText(live.source.name, live.evicted));
    }
    return out;
  }

  memory(): SourceMemory[] {
    return [...this.sources].map(([name, live]) => ({
      source: live.source,
      position: live.position,
      place: this.placeOf(name, live.position.offset),
      head: (this.heads.get(name) ?? '').slice(0, live.position.offset),
      repeats: live.repeats?.memory(),
      stages: live.memory(),
    }));
  }

  private placeOf(name: string, offset: number): SourceMemory['place'] {
    const opening = this.openings.get(name)?.findLast(({ base }) => base <= offset);
    // What gave nothing yet is where it was before.
    const before = this.before.get(name)?.place;
    if (opening === undefined) return before;
    const { stream, base, skipped, plain } = opening;
    if (!(stream instanceof FollowedFile)) return undefined;
    const place = plain ? stream.placeOf(offset - base + skipped) : stream.firstPlace;
    return place === undefined ? before : { ...place, plain, at: plain ? place.at : offset - base };
  }

  private add(source: SourceTally, kept: SourceMemory | undefined): LiveSource {
    const { shared, tally, zone } = this.options;
    const layouts = (): LayoutReader => new LayoutReader(zone);
    const stages = {
      unwrapper: new Unwrapper(zone),
      records: new Records({ source: source.name, hints: shared.hints, layouts }),
      reader: new EventReader(shared, tally, source),
    };
    if (kept) recall(stages, kept.stages, shared.hints.plugins, layouts);
    const repeats = this.keeps && source.name === '<stdin>' ? new Repeats(zone) : undefined;
    if (kept?.repeats) repeats?.recall(kept.repeats);
    const live = new LiveSource({ source, ...stages, repeats, position: kept?.position ?? BEGINNING });
    this.sources.set(source.name, live);
    return live;
  }
}
