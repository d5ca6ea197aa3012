import { IN_USE, OF } from './abroad.ts';
import { LENDS, OPENS, PREPOSITIONS, THREADS } from './loan-words.ts';

/** What stands behind a deed. */
export interface Circumstances {
  /** Where in the program, with its function where that is named. */
  readonly place: string | undefined;
  /** How long it took or was out, as the line says. */
  readonly heldMs: number | undefined;
  /** A function that has it, without its place: `OrderService.create`. */
  readonly who: string | undefined;
  /** How many are out stands there. */
  readonly counted: boolean;
  /** Nothing stands there. */
  readonly bare: boolean;
}

const UNITS: readonly (readonly [name: RegExp, ms: number])[] = [
  [/^(?:µs|μs|us|мкс)$/i, 1e-3],
  [/^(?:ms|мс|msec|milli.*|milis.*)$/i, 1],
  [/^(?:s|с|sec|seg|sek|сек|second.*|sekund.*|secondi|segundo.*|seconde.*)$/i, 1000],
  [/^(?:m|min|minutes?|мин|хв)$/i, 60_000],
  [/^(?:h|hours?|ч|год)$/i, 3_600_000],
];
const UNIT = String.raw`µs|μs|us|мкс|msec|milli\p{L}{0,12}|milis\p{L}{0,10}|ms|мс|second\p{L}{0,2}|secondi|sekund\p{L}{0,3}|segundos?|secondes?|seconden|sec|seg|sek|сек|s|с|minutes?|min|мин|хв|hours?|m|h|ч`;
const PART = new RegExp(String.raw`(\d{1,9}(?:[.,]\d{1,9})?) ?(${UNIT})(?!\p{L})|(\d{1,9}(?:[.,]\d{1,9})?)([mh])(?=\d)`, 'giu');
/** What leads to where, who or how long: any other word is what the deed was done to, as in `returned 235 rows`. */
const LEADS = `(?:${PREPOSITIONS}):? `;
const WORDS = String.raw`(?:${LEADS}){0,3}(?:(?:${THREADS})\p{L}{0,6}:? )?`;
const FILE = String.raw`[\w@/.$-]{1,200}\.(?:go|java|kt|scala|groovy|[cm]?[jt]sx?|pyw?|rb|cs|exs?|php)`;
/** `Referti.java:21 critica`, `com.acme.Shop.sell(Shop.java:54)`, `main.go:82`, `prices.py:31:price_of <- quotes.py:12:quote`. */
const PLACE = String.raw`(?:[\w.$*()-]{1,120} ?\()?${FILE}:\d{1,6}(?::\d{1,6})?(?:[:(][\w$<>.]{1,100}\)?)?\)?(?:(?: in)? (?:\(\*[\w.]{1,60}\)\.\w{1,60}|[A-Za-z_$][\w.$<>]{0,100})(?:\(\))?(?=$| ?[([,;|]))?(?: ?(?:<-|->|<|>|←|→|\|) ?[^\s()]{1,200}(?:\([\w$<>.]{1,100}\))?){0,20}`;
/** `80 ms után`. */
const BEHIND_TIME = 'után|alatt|sonra|jälkeen|later|long|lang|ago|in total';
const TIME = String.raw`(?:\d{1,9}(?:[.,]\d{1,9})? ?(?:${UNIT})(?!\p{L})|\d{1,9}[hm](?=\d)){1,4}`;
const WORD_OUT = String.raw`(?:out|${[...IN_USE, ...LENDS, ...OPENS].join('|')})\p{L}{0,8}`;
/** `(4 fuera)`, `[2/35]`, `(offen: 4 von 15)`; without brackets only what says that they are out. */
const COUNT = String.raw`[([](?:\p{L}{1,20}[:=]? ?){0,3}\d{1,6}(?:${OF}\d{1,6})?(?: \p{L}{1,20}){0,3}[)\]]|\d{1,6}(?:${OF}\d{1,6})? ${WORD_OUT}|${WORD_OUT}[:=]? ?\d{1,6}(?:${OF}\d{1,6})?`;
const PAIR = String.raw`(?<key>"?[\p{L}\w.-]{1,60}"?) ?[=:] ?(?<value>"[^"]{0,100}"|[^\s,;|}]{1,100})`;
/** `used 7ms`, `was busy for 26ms`, `time in use: 310 ms`, `queue wait 250 ms`. */
const OF_TIME = '(?:held|used|use|usage|busy|out|was|is|been|for|in|on|of|the|after|time|total|duration|elapsed|took|taken|waited|waiting|wait|queue|age|lasted|since|hold|lease|dauer|gehalten|durée|durante|tempo|duración|durata|czas|doba|tid|aika|süre|время|час)[:=]? '; // prettier-ignore
/** `to the pool`, `from pool 'orders'`, `back in pool`. */
const TO_POOL = String.raw`(?:back )?(?:(?:in)?to|from|of|in|an|in den|zum|aus|al|del|au|du|à|do|ao|nel|z|к|в)? ?(?:the |its |der |dem |den |le |la |el |o )?(?:[\w-]{1,30}[ -]?)?pool(?: ['"«]?[\w.-]{1,40}['"»]?)?|again|back|ok|now|late|in line`;
/** `for com.acme.OrderDao.findAll`: a function without its place. */
export const FUNCTION = String.raw`(?<who>(?:[A-Za-z_$][\w$]{0,60}\.){1,8}[A-Za-z_$][\w$]{0,60})(?![\w/:@-])`;
/** `to GET /users/81`, `for job nightly-report`. */
const FOR_WHAT = String.raw`(?:GET|POST|PUT|PATCH|DELETE|HEAD) \/[^\s]{0,200}|(?:job|task|request|req|query|worker|thread|handler|route) [^\s,;|]{1,100}`;
/** `an http-nio-8080-exec-1`, `by worker-3`: a name with a digit or a dash in it. */
const WHO = String.raw`[\p{L}\w.#:@/-]{0,60}[\p{L}][\d#_-][\p{L}\w.#:@/-]{0,60}`;

const ONE = new RegExp(
  String.raw`[ ,;|:{–—-]{0,4}(?:${WORDS}\(?(?<place>${PLACE})\)?|\(?(?:${WORDS}|(?:${OF_TIME}){1,4})(?<time>${TIME})(?: (?:${BEHIND_TIME}))?\)?|(?<count>${COUNT})|\{? ?${PAIR}\}?|${TO_POOL}|${WORDS}(?:${FUNCTION}|${FOR_WHAT}|${WHO}))(?=[ ,;|:.–—)]|$)`,
  'iuy',
);
const END = /[ .!]{0,3}$/y;
const MOST = 12;

/** `1m2.5s`, `80 ms`, `0,3 Sek`. */
function inMs(time: string): number | undefined {
  let sum: number | undefined;
  for (const [, amount, unit, whole, its] of time.matchAll(PART)) {
    const ms = UNITS.find(([name]) => name.test((unit ?? its) as string))?.[1];
    if (ms !== undefined) sum = (sum ?? 0) + Number(((amount ?? whole) as string).replace(',', '.')) * ms;
  }
  return sum;
}

/** A place in the program, wherever it stands. */
export const PLACE_TEXT = new RegExp(PLACE, 'iu');
const WHOLE_PLACE = new RegExp(`^"?(?:${PLACE})"?$`, 'iu');
const ANY_TIME = new RegExp(String.raw`(?<![\p{L}\p{N}._-])${TIME}`, 'giu');
/** All times that a text tells, in milliseconds. */
export const timesIn = (text: string): number[] => [...text.slice(0, 1000).matchAll(ANY_TIME)].flatMap(([time]) => inMs(time) ?? []);

const WHOLE_TIME = new RegExp(`^(?:${TIME})$`, 'iu');
/** The end of a key that tells the unit of its value. */
const UNIT_OF_KEY = new RegExp(String.raw`(?:^|[^\p{L}])(?:[\p{L}]{1,20}[_.-])?(${UNIT})$`, 'iu');

/** A value that is a time, or a number under a key that ends in a unit: `held=1.7s`, `held_ms=830`, `segundos=0.312`. Milliseconds. */
export function keptMs(key: string, value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.replaceAll('"', '') : '';
  const unit = UNIT_OF_KEY.exec(key.replaceAll('"', '').replace(/([a-z])(Ms|Millis|Seconds|Secs?|S)$/, '$1_$2'))?.[1];
  if (unit !== undefined && /^\d{1,12}(?:\.\d{1,9})?$/.test(text)) return inMs(`${text} ${unit}`);
  return WHOLE_TIME.test(text) ? inMs(text) : undefined;
}

/** What stands behind a deed, if it is nothing but circumstances: where, how long, how many, by whom, other values. Undefined where the deed was done to something else. */
export function circumstances(text: string): Circumstances | undefined {
  let [at, left] = [0, MOST];
  let place: string | undefined;
  let who: string | undefined;
  let heldMs: number | undefined;
  let counted = false;
  for (END.lastIndex = 0; !END.test(text); END.lastIndex = at) {
    ONE.lastIndex = at;
    const found = ONE.exec(text);
    if (found === null || left-- === 0) return undefined;
    const { time, count, key, value } = found.groups as Record<string, string | undefined>;
    place ??= found.groups?.['place'];
    who ??= found.groups?.['who'];
    if (time !== undefined) heldMs ??= inMs(time);
    if (key !== undefined && value !== undefined) {
      heldMs ??= keptMs(key, value);
      if (WHOLE_PLACE.test(value)) place ??= value.replaceAll('"', '');
    }
    counted ||= count !== undefined;
    at += found[0].length;
  }
  return { place, who, heldMs, counted, bare: at === 0 };
}
