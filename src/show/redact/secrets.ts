import * as persons from './persons.ts';
import { maskSaid } from './said-secrets.ts';
import { maskTokens } from './tokens.ts';

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
  /(?:pass(?:word|wd|phrase|code)|pass(?==|[\\"']{1,5}\s{0,3}[=:])|pwd|secret|token|signature|\bsig(?==)|(?:api|access|account|private)[_-]?key|credentials?|sess(?:ion)?[_-]?id|cookie|(?<![a-z])(?:pw|creds?|jwt|[th]?otp)(?=\\{0,4}["']?\s{0,3}[=:])|passwort|kennwort|mot de passe|contrase[ñn]a|senha|wachtwoord|has[łl]o|heslo|lösenord|пароль|密[码碼]|口令|パスワード|비밀번호|암호)[a-z0-9_-]{0,16}\\{0,4}["']?/;
const IS = /\s{0,3}(?:=>|[=:：]|%3d)\s{0,3}|\s{1,3}(?=')/;
/** A quoted value goes to its quote (`b'…'` and `SecretStr('…')` too), one in braces to its brace, a bare one to the next separator. */
const VALUE =
  /(?:[bru]{1,2}|\w{1,24}\()?(?:"(?:[^"\\\n]|\\[^\n]){0,1024}"?|'(?:[^'\\\n]|\\[^\n]){0,1024}'?)|\\{1,4}["'][^"'\\\n]{0,1024}(?:\\{1,4}["'])?|\{[^{}\n]{1,256}\}|[^\s,;&'")}\]\\]{1,1024}/;
const NAMED = new RegExp(`(${NAME.source}(?:${IS.source}))(?:${VALUE.source})`, 'gi');
const TAGGED = /(<(?:\w{1,16}:)?(?:password|passwd|pwd|secret|token)>)[^<\n]{1,1024}/gi;
const IDENTIFIED = /\b(identified\s{1,3}by\s{1,3}(?:password\s{1,3})?)(?:'[^'\n]{0,1024}'?|"[^"\n]{0,1024}"?|[^\s;'"]{1,256})/gi;
const PRIVATE_KEY = /(-----BEGIN [A-Z ]{0,24}PRIVATE KEY-----)[^-]{1,16384}/g;
/** `pass: …` is a name where it stands like one, beside a user's, or before a mix of letters and digits; elsewhere it may be a test that passed. */
const PASS_KEY =
  /((?:^|[,;{([\n]\s{0,8}|[\w.-]{0,32}[._-]|\s(?=pass:\s{1,3}(?!\d)[a-z!#$%^&*_+-]{0,64}\d))pass:\s{1,3})(?!\d{1,3}\b)[^\s,;)}\]]{1,1024}/gi;
const USER_AND_PASS =
  /(\b(?:user(?:name)?|login|usr|uid)\s{0,2}[=:]\s{0,2}[^\s,;]{1,128}[\s,;/]{1,4}pass\s{0,2}[=:]\s{0,2})[^\s,;)}\]]{1,1024}/gi;
/** What stands in a command: `mysql -pSECRET`, `curl -u ada:secret`, `--token secret`, `redis-cli -a secret`, `sqlplus scott/tiger@db`. */
const MYSQL_PASS = /(\b(?:mysql|mariadb)[\w-]{0,16}(?:[ \t]{1,4}[^\s|;&]{1,128}){0,16}?[ \t]{1,4}-p)[^\s|;&]{1,256}/g;
const BASIC_PASS = /(\s(?:-u|--user|--proxy-user)[ =]{0,2}["']?[^\s:"'/]{1,64}:)[^\s"']{1,256}/g;
const LONG_OPTION =
  /(\s--[\w-]{0,24}(?:password|passwd|passphrase|token|secret|api-?key)\s{1,3})(?!-|(?:option|flag|argument|parameter|is|was|must|not|and|or)\b)(?:"[^"\n]{0,1024}"?|'[^'\n]{0,1024}'?|[^\s"']{1,1024})/gi;
const REDIS_PASS = /(\bredis-cli(?:[ \t]{1,4}[^\s|;&]{1,128}){0,16}?[ \t]{1,4}(?:-a|--pass)[ \t]{1,4})[^\s|;&]{1,256}/g;
const SQLPLUS_PASS =
  /(\b(?:sqlplus|exp|imp|expdp|impdp|sqlldr)(?:[ \t]{1,4}-[^\s]{1,64}){0,4}[ \t]{1,4}[^\s/@]{1,128}\/)[^\s@/]{1,256}(?=@)/gi;
const WEBHOOK = /(\bhooks\.slack\.com\/services\/)[\w/-]{8,255}/g;
const maskCommands = (text: string): string =>
  [MYSQL_PASS, BASIC_PASS, LONG_OPTION, REDIS_PASS].reduce((masked, pattern) => masked.replace(pattern, `$1${MASK}`), text);

/** Masks what opens doors: passwords, tokens, keys. Safe for any text: names, paths and numbers stay. Idempotent. */
export function maskSecrets(text: string): string {
  let masked = text.includes('-') ? maskCommands(text) : text;
  if (masked.includes('@')) {
    masked = masked
      .replace(URL_PASSWORD, `$1:${MASK}@`)
      .replace(GO_PASSWORD, `$1:${MASK}@`)
      .replace(ORACLE_PASSWORD, `$1/${MASK}@`)
      .replace(SQLPLUS_PASS, `$1${MASK}`);
  } // prettier-ignore
  return maskSaid(maskTokens(masked, MASK), MASK)
    .replace(AUTHORIZATION, `$1${MASK}`)
    .replace(BEARER, `$1${MASK}`)
    .replace(WEBHOOK, `$1${MASK}`)
    .replace(PRIVATE_KEY, `$1${MASK}`)
    .replace(COOKIES, `$1${MASK}`)
    .replace(TAGGED, `$1${MASK}`)
    .replace(IDENTIFIED, `$1${MASK}`)
    .replace(NAMED, `$1${MASK}`)
    .replace(PASS_KEY, `$1${MASK}`)
    .replace(USER_AND_PASS, `$1${MASK}`);
}

/** Masks what names people or their money. */
export const maskPersons = (text: string): string => persons.maskPersons(text, MASK);
export const maskEmails = (text: string): string => persons.maskEmails(text, MASK);
