/**
 * Literals of SQL: quoted strings ('' inside, an unclosed one to the end), dollar-quoted bodies, numbers that are no part of a name and
 * no parameter ($1, :1), hexadecimal and scientific ones included. A number ends at a letter, so that `5s` stays what it is.
 */
const LITERAL =
  /(?:\b[EeNnBbXx]|\b[Uu]&)?'(?:[^'\\]|''|\\[^])*(?:'|$)|(\$[A-Za-z_]?\w{0,62}\$)[^]*?(?:\1|$)|(?<![\w$:.?])[+-]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)(?![\w.])/g;

/** A statement with each literal as `?`. Idempotent. */
export const maskLiterals = (sql: string): string => sql.replace(LITERAL, (literal) => (/^[+-]/.test(literal) ? `${literal[0]}?` : '?'));

/** Where SQL or its parameters begin in a line of a log. Words that English uses too need their partner. */
const BEGINS = [
  /\binsert\s{1,8}into\b/i,
  /\bupdate\s{1,8}\S{1,128}\s{1,8}(?:\w{1,64}\s{1,8})?set\b/i,
  /\bdelete\s{1,8}from\b/i,
  /\bmerge\s{1,8}into\b/i,
  /\bvalues\s{0,8}\(/i,
  /\bcall\s{1,8}[\w.]{1,128}\s{0,8}\(/i,
  /\bexec(?:ute)?\s{1,8}[\w.@]{1,128}/i,
  /\b(?:alter|create)\s{1,8}(?:role|user)\b/i,
  /\bwhere\s{1,8}[\w."`]{1,128}\s{0,8}(?:[=<>!]|\b(?:in|like|between|is|any)\b)/i,
  /\bparameters:/i,
  /\[(?:generated in|cached since|no key|raw sql|caching disabled|dialect)[^\]]{0,80}\]/i,
  /\)=\(/,
  /\brow contains \(/i,
  /\bbinding (?:parameter|\[)/i,
];

/** Index at which a text turns into SQL, its length where it does not. */
function startOfSql(text: string): number {
  let start = text.length;
  for (const pattern of BEGINS) start = Math.min(start, pattern.exec(text)?.index ?? text.length);
  const select = /\bselect\b/i.exec(text)?.index ?? text.length;
  return select < start && (start < text.length || /\bfrom\b|\bselect\s{1,8}(?:[\d'$]|[\w.]{1,64}\()/i.test(text.slice(select)))
    ? select
    : start;
}

/** `(email)=(ada@example.org)`, `binding parameter [1] as [VARCHAR] - [Ada]`, `<- [Ada]`: values that stand without quotes. */
const BARE = /((?:\)=|row contains )\()[^)\n]{1,1024}(?=\)|$)|((?:- |<- )\[)[^\]\n]{1,1024}(?=\]|$)/g;

/** A line of a log in which the literals of SQL and of its parameters are masked; the words before it stay. Idempotent. */
export function maskSqlIn(text: string): string {
  const start = startOfSql(text);
  if (start === text.length) return text;
  const masked = maskLiterals(text.slice(start)).replace(
    BARE,
    (_, key: string | undefined, open: string | undefined) => `${key ?? open ?? ''}?`,
  );
  return text.slice(0, start) + masked;
}
