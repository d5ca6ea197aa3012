import { goDurationMs, namesOtherClient, namesOtherPool, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';

/*
 * A pool's figures in other languages than English. The words are those of German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech and Slovak, Swedish, Danish,
 * Norwegian, Finnish, Hungarian, Turkish, Romanian, Russian and Ukrainian; which language a line speaks is not asked, for they do not contradict each other.
 */

/** What is lent, as only a pool says of its connections. */
const LENT_WORDS = ['vergeben', 'ausgeliehen', 'verliehen', 'prêté', 'prestad', 'emprestad', 'prestat', 'uitgeleend', 'wypożycz', 'půjč', 'požičan', 'utlån', 'udlån', 'lainat', 'kölcsön', 'ödünç', 'împrumut', 'выдан', 'видан']; // prettier-ignore
/** What is in use. An ending that agrees with the noun is left open. */
export const IN_USE = [
  ...LENT_WORDS,
  'belegt', 'benutzt', 'in benutzung', 'in verwendung', 'aktiv', 'utilisé', 'occupé', 'en cours', 'en uso', 'ocupad', 'usada', 'usado', 'activas', 'activos', 'em uso', 'ativas', 'ativos',
  'in uso', 'occupat', 'attive', 'attivi', 'attivo', 'in gebruik', 'bezet', 'actief', 'zajęt', 'używan', 'w użyciu', 'aktywn', 'obsazen', 'používan', 'aktivn', 'upptag', 'i bruk', 'i brug', 'optaget',
  'optagne', 'opptatt', 'käytössä', 'varattu', 'foglalt', 'használt', 'kullanılan', 'dolu', 'folosit', 'ocupate', 'занят', 'использ', 'активн', 'зайнят', 'використ',
]; // prettier-ignore
const IDLE = [
  'frei', 'unbenutzt', 'untätig', 'libre', 'inacti[fv]', 'disponib', 'livre', 'ocios', 'inativ', 'liber', 'inattiv', 'vrij', 'inactief', 'beschikbaar', 'woln', 'bezczynn', 'voln', 'nečinn',
  'ledig', 'fria', 'frie', 'vapaa', 'szabad', 'boşta', 'boş', 'свободн', 'вільн', 'простаив',
]; // prettier-ignore
/** Callers that wait now. Nouns, as in `3 waits`, may count all of them since the start. */
const WAITING = ['wartend', 'en attente', 'en espera', 'esperando', 'em espera', 'aguardando', 'in attesa', 'wachtend', 'oczekując', 'czekając', 'čekajíc', 'väntande', 'ventende', 'odotta', 'várakoz', 'bekleyen', 'ожидающ', 'очікуют']; // prettier-ignore
const WAITS = ['wartevorgänge', 'wartezeiten', 'attentes', 'esperas', 'attese', 'wachttijden', 'oczekiwań', 'oczekiwania', 'čekání', 'väntningar', 'ventetider', 'odotuksia', 'ожиданий', 'очікувань']; // prettier-ignore
const MAX = ['maximal', 'maximum', 'höchstens', 'máximo', 'massimo', 'maks', 'макс', 'limit'];
/** `3 von 15`, `3 z 15`, `3 sur 15`. */
export const OF = '(?:/| ?/ ?| (?:von|sur|de|di|su|van|z|ze|av|af|из|з|із|od|din) )';
/** A connection, without its ending. */
export const CONNECTIONS =
  'verbindung|connexion|conexi[oó]n|conex[õãa]|ligaç|conession|connession|collegament|verbinding|połącze|spojen|připojen|pripojen|anslutning|forbindelse|tilkobling|yhteys|yhteyk|kapcsolat|bağlantı|conexiun|соединен|подключен|з.єднан|підключен';
/** A database, and short for it. */
export const DATABASE = String.raw`(?:[a-z-]{0,20}(?:datenbank|datab[aá][sz])|base de (?:données|datos|dados)|banco(?: de dados)?|baz[aęyiąo]|tietokanta|adatbázis|veritaban|db|bd|bbdd|bdd|sql|postgres(?:ql)?|mysql|бд|база|базы|бази)[\p{L}]{0,12}`;

const word = (words: readonly string[]): string => String.raw`(?<!\p{L})(?:${words.join('|')})[\p{L}]{0,8}`;
/** `zajęte 3 z 15`, `belegt: 3/15`, `frei=2`; or `3 belegt`. */
const figure = (words: readonly string[]): RegExp =>
  new RegExp(
    String.raw`${word(words)}["']? ?[:=]? ?(?<n>\d{1,6})(?:${OF}(?<of>\d{1,6}))?(?![\d.%\p{L}])(?: \((?<time>[\d.]{1,12}[\p{L}][\d.\p{L}]{0,30})\))?|(?<![\d.,:=])(?<before>\d{1,6})(?:${OF}(?<ofBefore>\d{1,6}))? (?:(?:${CONNECTIONS})[\p{L}]{0,10} )?${word(words)}`,
    'iu',
  );
const [inUse, idle, waiting, waits, max] = [IN_USE, IDLE, WAITING, WAITS, MAX].map(figure) as [RegExp, RegExp, RegExp, RegExp, RegExp];
const ANY = new RegExp(word(IN_USE), 'iu');
const OF_CONNECTIONS = new RegExp(String.raw`(?<!\p{L})(?:[\p{L}-]{0,20})(?:${CONNECTIONS})`, 'iu');
const OF_DATABASE = new RegExp(String.raw`(?<!\p{L})${DATABASE}`, 'iu');
/** The database's name right before its figures: `baza: zajęte …`, not a shop's database with its free beds. */
const BEFORE = new RegExp(String.raw`(?<!\p{L})${DATABASE}(?:[ -]?pool\p{L}{0,6})?[\s:,;=()[\]|-]{1,6}(?:\d{1,6}(?:${OF}\d{1,6})? )?(?:(?:${CONNECTIONS})\p{L}{0,10}[ :,]{1,3})?${word(IN_USE)}`, 'iu'); // prettier-ignore
/** A pool of which the line says no more, and at once its figures: `Pool: 4 belegt, 1 frei`. A word between would be what is pooled. */
const POOL_BEFORE = new RegExp(String.raw`^[^\p{L}\d]{0,3}(?:(?:${CONNECTIONS})\p{L}{0,10}-?)?(?:pool|pula|пул|havuz)\p{L}{0,3}[\s:,;=()[\]|-]{1,6}(?:\d{1,6}(?:${OF}\d{1,6})? )?${word([...IN_USE, ...IDLE])}`, 'iu'); // prettier-ignore
/** A logger that is called after its database. */
const LOGGER = /(?:^|[._:/-])(?:db|bd|bbdd|bdd|sql|postgres(?:ql)?|mysql|database|datenbank|databas|databáze|tietokanta|baza|бд)$/iu;
const LENT = new RegExp(word(LENT_WORDS), 'iu');
const POOL = /(?<!\p{L})(?:[\p{L}-]{0,20})pool/iu;
const OTHERS = /https?|\btcp\b|websocket|server|serwer|сервер|client|klient|netz|\bred\b|сет/i;

type Found = { readonly n: number; readonly of: number | undefined; readonly ms: number | undefined };

function find(pattern: RegExp, text: string): Found | undefined {
  const groups = pattern.exec(text)?.groups;
  if (!groups) return undefined;
  const [n, of] = [groups['n'] ?? groups['before'], groups['of'] ?? groups['ofBefore']];
  const { time } = groups;
  return { n: Number(n), of: of === undefined ? undefined : Number(of), ms: time === undefined ? undefined : goDurationMs(time) };
}

/** Connections that are lent, so many of so many, or with the rest makes all there may be: a server does not do that with its own. */
function lent(text: string): boolean {
  if (!LENT.test(text)) return false;
  const used = find(inUse, text);
  const [free, most] = [find(idle, text)?.n, find(max, text)?.n];
  return used?.of !== undefined || (used !== undefined && free !== undefined && most !== undefined && used.n + free === most);
}
/** @param logger may say what the line leaves out: `[anillamiento.bd] conexiones: 3 en uso, 1 libres` */
const aboutDatabase = (text: string, logger: string): boolean =>
  BEFORE.test(text) ||
  (OF_CONNECTIONS.test(text) && LOGGER.test(logger) && !OTHERS.test(text)) ||
  (POOL_BEFORE.test(text) && !OTHERS.test(text)) ||
  (OF_CONNECTIONS.test(text) && (OF_DATABASE.test(text) || POOL.test(text) || lent(text)) && !OTHERS.test(text));

function read(record: RecordView): EventDraft | undefined {
  const text = record.message.slice(0, 1000);
  if (namesOtherClient(`${record.logger ?? ''} ${text}`) || namesOtherPool(text) || !aboutDatabase(text, record.logger ?? ''))
    return undefined;
  const used = find(inUse, text);
  const free = find(idle, text);
  const most = used?.of ?? find(max, text)?.n;
  // one figure alone counts anything
  if (used === undefined || (free === undefined && most === undefined)) return undefined;
  const [now, since] = [find(waiting, text), find(waits, text)];
  return {
    kind: 'pool-snapshot',
    inUse: used.n,
    ...(free && { idle: free.n }),
    ...(most !== undefined && { max: most }),
    ...(now && { pending: now.n }),
    // only beside its length is it sure what is counted
    ...(since?.ms !== undefined && { waitCount: since.n, waitDurationMs: since.ms }),
    occasion: 'periodic',
  };
}

export const abroadRules: Readonly<Record<string, Rule>> = { abroad: { pattern: ANY, read: (_match, record) => read(record) } };

/** A literal of four bytes costs the search a hundred times as much as one of five. */
const spelled = (text: string): string[] => (text.length > 4 ? [text] : [' ', ':', '='].map((mark) => `${text}${mark}`));
const inBothCases = (text: string): string[] => [text, text.charAt(0).toUpperCase() + text.slice(1)];
/** Of these one stands in each line in another language. Without its first letter a long word is the same in capitals and small letters. */
export const abroadHints: readonly string[] = [
  ...new Set(IN_USE.flatMap(spelled).flatMap((text) => (text.length > 5 ? [text.slice(1)] : inBothCases(text)))),
];
