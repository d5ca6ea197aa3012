export const MASK = '***';

/** scheme://user:password@host. The password may hold anything but white space and quotes, a raw @ included. */
const URL_PASSWORD = /([a-z][a-z0-9+.-]{1,24}:\/\/[^\s:@/'"]{0,128}):[^\s'"]{1,2048}@/gi;
/** user:password@tcp(host:3306)/db and user:password@/db, as Go's MySQL driver takes it. */
const GO_PASSWORD = /(?<![\w.-])([\w.-]{1,64}):[^\s'"]{1,256}@(?=[a-z][a-z0-9]{1,15}\(|\/(?!\/))/gi;
/** user/password@//host:1521/service, as Oracle's thin driver takes it. */
const ORACLE_PASSWORD = /\b(jdbc:oracle:[a-z]{2,8}:[^\s/@]{1,128})\/[^\s'"]{1,256}@/gi;
const AUTHORIZATION = /\b((?:proxy-)?authorization["']?\s{0,3}[=:]\s{0,3}["'[]{0,2}(?:[a-z]{3,12}\s{1,3})?)[^\s"',;]{3,4096}/gi;
const BEARER = /\b(bearer\s{1,3})[a-z0-9._~+/=-]{6,4096}/gi;
/** A header: all its pairs, not only the first. */
const COOKIES = /\b(cookie\s{0,2}[:=]\s{0,3})[^\s;,"']{1,1024}(?:;\s{0,2}[^\s;,"']{1,1024}){0,200}/gi;
/** password=…, "api_key": "…", \"token\":\"…\" in JSON within JSON, PGPASSWORD=…, secret: …; `pass` and `sig` only where they must be names. */
const NAME =
  /(?:pass(?:word|wd|phrase|code)|pass(?==|[\\"']{1,5}\s{0,3}[=:])|pwd|secret|token|signature|\bsig(?==)|(?:api|access|account|private)[_-]?key|credentials?|session[_-]?id|cookie)[a-z0-9_-]{0,16}\\{0,4}["']?/;
const IS = /\s{0,3}(?:=>|[=:]|%3d)\s{0,3}|\s{1,3}(?=')/;
/** A quoted value goes to its quote (`b'…'` and `SecretStr('…')` too), one in braces to its brace, a bare one to the next separator. */
const VALUE =
  /(?:[bru]{1,2}|\w{1,24}\()?(?:"(?:[^"\\\n]|\\[^\n]){0,1024}"?|'(?:[^'\\\n]|\\[^\n]){0,1024}'?)|\\{1,4}["'][^"'\\\n]{0,1024}(?:\\{1,4}["'])?|\{[^{}\n]{1,256}\}|[^\s,;&'")}\]\\]{1,1024}/;
const NAMED = new RegExp(`(${NAME.source}(?:${IS.source}))(?:${VALUE.source})`, 'gi');
const TAGGED = /(<(?:\w{1,16}:)?(?:password|passwd|pwd|secret|token)>)[^<\n]{1,1024}/gi;
const IDENTIFIED = /\b(identified\s{1,3}by\s{1,3}(?:password\s{1,3})?)(?:'[^'\n]{0,1024}'?|"[^"\n]{0,1024}"?|[^\s;'"]{1,256})/gi;
const PRIVATE_KEY = /(-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----)[^-]{1,16384}/g;
const JWT = /(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{5,4096}\.[A-Za-z0-9_-]{2,4096}(?:\.[A-Za-z0-9_-]{0,4096})?/g;
/** Keys that tell what they are by how they begin: cloud, forge, payment and chat tokens. */
const PREFIXED =
  /(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[A-Z0-9]{12,32}|gh[opsur]_[A-Za-z0-9]{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,255}|xox[abeoprs]-[\w-]{8,255}|[prs]k[-_](?:live|test|proj|ant)[-_][\w-]{8,255}|sk-[A-Za-z0-9]{20,255}|whsec_\w{16,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|AIza[\w-]{30,64}|npm_[A-Za-z0-9]{30,64})/g;
const WEBHOOK = /(\bhooks\.slack\.com\/services\/)[\w/-]{8,255}/g;
/** The @ of a query string is written %40. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const DIGITS = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;

/** The check digit of card numbers. */
function isCardLike(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** Masks what opens doors: passwords, tokens, keys. Safe for any text: names, paths and numbers stay. Idempotent. */
export function maskSecrets(text: string): string {
  let masked = text;
  if (masked.includes('@')) {
    masked = masked
      .replace(URL_PASSWORD, `$1:${MASK}@`)
      .replace(GO_PASSWORD, `$1:${MASK}@`)
      .replace(ORACLE_PASSWORD, `$1/${MASK}@`);
  } // prettier-ignore
  return masked
    .replace(AUTHORIZATION, `$1${MASK}`)
    .replace(BEARER, `$1${MASK}`)
    .replace(JWT, MASK)
    .replace(PREFIXED, MASK)
    .replace(WEBHOOK, `$1${MASK}`)
    .replace(PRIVATE_KEY, `$1${MASK}`)
    .replace(COOKIES, `$1${MASK}`)
    .replace(TAGGED, `$1${MASK}`)
    .replace(IDENTIFIED, `$1${MASK}`)
    .replace(NAMED, `$1${MASK}`);
}

export const maskEmails = (text: string): string =>
  text.includes('@') || text.includes('%40') ? text.replace(EMAIL, `${MASK}@${MASK}`) : text;

/** Masks what names people: e-mail addresses and card numbers. */
export function maskPersons(text: string): string {
  return maskEmails(text).replace(DIGITS, (run) => (isCardLike(run.replace(/[ -]/g, '')) ? MASK : run));
}
