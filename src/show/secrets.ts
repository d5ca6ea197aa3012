export const MASK = '***';

/** scheme://user:password@host. The password may hold anything but white space and quotes, a raw @ included. */
const URL_PASSWORD = /\b([a-z][a-z0-9+.-]{1,24}:\/\/[^\s:@/'"]{0,128}):[^\s'"]{1,256}@/gi;
/** user/password@//host:1521/service, as Oracle's thin driver takes it. */
const ORACLE_PASSWORD = /\b(jdbc:oracle:[a-z]{2,8}:[^\s/@]{1,128})\/[^\s'"]{1,256}@/gi;
const AUTHORIZATION = /\b((?:proxy-)?authorization["']?\s{0,3}[=:]\s{0,3}["']?(?:[a-z]{3,12}\s{1,3})?)[^\s"',;]{3,4096}/gi;
const BEARER = /\b(bearer\s{1,3})[a-z0-9._~+/=-]{6,4096}/gi;
/** password=…, "api_key": "…", PGPASSWORD=…, secret: …; a quoted value goes to its quote, a bare one to the next separator. */
const NAMED =
  /((?:pass(?:word|wd|phrase)|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|session[_-]?id|cookie)[a-z0-9_-]{0,16}["']?(?:\s{0,3}(?:=>|[=:])\s{0,3}|\s{1,3}(?=')))(?:"[^"\n]{0,1024}"?|'[^'\n]{0,1024}'?|[^\s,;&'")}\]]{1,1024})/gi;
const JWT = /\beyJ[A-Za-z0-9_-]{5,4096}\.[A-Za-z0-9_-]{2,4096}(?:\.[A-Za-z0-9_-]{0,4096})?/g;
/** Keys that tell what they are by how they begin: cloud, forge, payment and chat tokens. */
const PREFIXED =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{12,32}|gh[opsur]_[A-Za-z0-9]{16,255}|github_pat_\w{16,255}|glpat-[\w-]{16,255}|xox[abeoprs]-[\w-]{8,255}|[prs]k[-_](?:live|test|proj|ant)[-_][\w-]{8,255}|AIza[\w-]{30,64}|npm_[A-Za-z0-9]{30,64})/g;
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
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
      .replace(ORACLE_PASSWORD, `$1/${MASK}@`);
  } // prettier-ignore
  return masked
    .replace(AUTHORIZATION, `$1${MASK}`)
    .replace(BEARER, `$1${MASK}`)
    .replace(JWT, MASK)
    .replace(PREFIXED, MASK)
    .replace(NAMED, `$1${MASK}`);
}

export const maskEmails = (text: string): string => (text.includes('@') ? text.replace(EMAIL, `${MASK}@${MASK}`) : text);

/** Masks what names people: e-mail addresses and card numbers. */
export function maskPersons(text: string): string {
  return maskEmails(text).replace(DIGITS, (run) => (isCardLike(run.replace(/[ -]/g, '')) ? MASK : run));
}
