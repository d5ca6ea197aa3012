import type { EventDraft } from '../../model/event.ts';
import type { Reading } from '../../plugin/read-record.ts';
import type { LogRecord } from '../../read/types.ts';
import type { Fate, Witness } from '../../read/witness.ts';

/** Lines whose envelopes wait for their record; more only where an input is turned round. */
const WAITING = 200_000;
const WIDTH = 160;
const VALUE = 60;

/** Puts down of each record where it stands, what was taken off, what it says, and which rule read it or why none did. */
export class ByRecord implements Witness {
  private told: string[] = [];
  private readonly envelopes = new Map<number, readonly string[]>();
  private readonly redact: (text: string) => string;

  /** @param redact masks secrets; it is given whole texts */
  constructor(redact: (text: string) => string) {
    this.redact = redact;
  }

  peeled(line: number, envelopes: readonly string[]): void {
    if (envelopes.length === 0) return;
    if (this.envelopes.size >= WAITING) this.envelopes.clear();
    this.envelopes.set(line, envelopes);
  }

  record(record: LogRecord, fate: Fate, readings: readonly Reading[], hinted: readonly string[]): void {
    const { source, line, lines, layout, message } = record;
    const where = lines > 1 ? `${source}:${line}-${line + lines - 1}` : `${source}:${line}`;
    const off = [this.taken(line, lines), layout === undefined ? '' : `layout ${layout}`].filter((part) => part !== '').join('; ');
    this.told.push(`${where}${off === '' ? '' : `  (${off})`}`, `    ${this.redact(message).slice(0, WIDTH)}`);
    for (const text of whatBecame(fate, readings, hinted)) this.told.push(`    → ${this.redact(text).slice(0, WIDTH)}`);
  }

  /** What there is to print since the last call. */
  take(): string[] {
    const { told } = this;
    this.told = [];
    return told;
  }

  private taken(line: number, lines: number): string {
    const chain = this.envelopes.get(line)?.join(' > ') ?? '';
    for (let i = line; i < line + lines; i++) this.envelopes.delete(i);
    return chain;
  }
}

function whatBecame(fate: Fate, readings: readonly Reading[], hinted: readonly string[]): string[] {
  const read = readings.flatMap(({ plugin, rule, drafts }) => drafts.map((draft) => `${plugin.id}/${rule}: ${described(draft)}`));
  switch (fate) {
    case 'read':
      return read;
    case 'again':
      return ['says again what was said just before; not counted'];
    case 'outside':
      return ['outside of the window of time'];
    case 'context':
      return ['context, kept to tell which request or job it was'];
    case 'held':
    case 'ordinary':
      return [hinted.length === 0 ? 'no parser: none of their hints stands in it' : `no rule of ${hinted.join(', ')} reads it, though a hint stands in it`]; // prettier-ignore
  }
}

/** `leak-reported connection=… stack=12`: the kind and what fields it has. */
const described = ({ kind, ...fields }: EventDraft): string => [kind, ...Object.entries(fields).flatMap(([name, value]) => field(name, value))].join(' '); // prettier-ignore

function field(name: string, value: unknown): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return [`${name}=${value.length}`];
  if (value !== null && typeof value === 'object') return [`${name}={${Object.keys(value).join(',')}}`];
  return [`${name}=${String(value).slice(0, VALUE)}`];
}
