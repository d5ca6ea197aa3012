import type { CallSite, Evidence, Suspect } from '../../../model/report.ts';
import type { SuspectDraft } from './suspect-draft.ts';

const FILE = String.raw`[^\s"'()[\]{}=,;|<>:]{1,300}\.(?:go|py|java|kt|scala|groovy|clj|js|ts|mjs|rb|rs|cs|php|exs?)`;
/** `orders.go:80`, as loggers print it that are asked for the caller: Go's Lshortfile, zap, zerolog, klog, logrus, gorm, Log4j's `%F:%L`, Python's `%(filename)s:%(lineno)d`. */
const PLACE = new RegExp(String.raw`(?<![^\s"'()[\]{}=,;|<>:])(?<file>${FILE}):(?<line>\d{1,6})(?![\w:]|\.\d)`, 'g');
/** The same in two values of a record: slog's `"source":{"function":…,"file":"/app/orders.go","line":80}`, structlog's `"filename"` and `"lineno"`. */
const VALUES = new RegExp(String.raw`"file(?:name)?": ?"(?<file>/?${FILE})", ?"line(?:no)?": ?(?<line>\d{1,6})\b`, 'g');
/** Where all lines are printed for others, as a program's own wrapper does that hides who called it. */
const WRAPPER = /(?:^|[/\\])(?:log|logs|logger|logging|logutils?|middleware|interceptors?|recovery)\.\w+$/i;
const MOST = 4000;

/** The place for a report of a suspect, which has none where a stack names the code. */
export function loggedBy({ blame, template, evidence, method }: SuspectDraft): Pick<Suspect, 'loggedAt'> | undefined {
  const place = blame?.frame || template === undefined ? undefined : loggedAt(template, evidence, method === 'co-occurrence');
  return place && { loggedAt: place };
}

/**
 * The statement of the program that logs a suspect's words, where its lines name it: all of them the same one. It is where to look, not who holds the connection.
 * @param template of the suspect; lines of evidence that do not say it name other statements
 * @param beside whether those come and go with it, and so tell of the same work: what gorm prints of a statement that failed names who asked for it
 */
export function loggedAt(template: string, evidence: readonly Evidence[], beside: boolean): CallSite | undefined {
  const words = wordsOf(template);
  const says = (text: string): boolean => words.length > 0 && words.every((part) => text.includes(part));
  const placed = evidence.map(({ text }) => ({ says: says(text), places: placesIn(text.slice(0, MOST)) }));
  const own = placed.filter(({ says }) => says);
  const others = beside && own.length > 0 && own.every(({ places }) => places.length === 0);
  return common((others ? placed.filter(({ says, places }) => !says && places.length > 0) : own).map(({ places }) => places));
}

function common([first = [], ...others]: readonly (readonly CallSite[])[]): CallSite | undefined {
  const [place, ...more] = first.filter((one) => others.every((places) => places.some((other) => sameAs(one, other))));
  return more.length === 0 ? place : undefined;
}

/** What stands in a line that says a template, whether as a sentence or in several values: `msg="not saved" error="violates …"`. */
const wordsOf = (template: string): string[] =>
  template
    .split(/<\*>|[:="'\\]/)
    .map((part) => part.trim())
    .filter((part) => part.length >= 4);

function placesIn(text: string): CallSite[] {
  const places: CallSite[] = [];
  for (const pattern of [PLACE, VALUES])
    for (const { groups } of text.matchAll(pattern)) {
      const place = { function: '', file: groups!['file'] as string, line: Number(groups!['line']) };
      if (!WRAPPER.test(place.file) && !places.some((one) => sameAs(one, place))) places.push(place);
    }
  return places;
}

const sameAs = (a: CallSite, b: CallSite): boolean => a.file === b.file && a.line === b.line;
