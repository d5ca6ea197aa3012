/*
 * Secrets that no `name=value` shows: words of prose, of protocols and of commands stand before them. Where the same words begin ordinary
 * sentences (`token expired`), only what looks like a secret is masked.
 */

/** A letter and a digit in what may be a key: words of a language have no digits. */
const KEY_LIKE = String.raw`(?=[\w.~+/=-]{0,64}\d)(?=[\w.~+/=-]{0,64}[a-z])[\w.~+/=-]{8,4096}`;

/** What people write behind `password is` or `with password` that is none. */
const NO_PASSWORD =
  'an?|the|no|not|now|never|too|also|only|ok|set|reset|sent|used|valid|invalid|correct|incorrect|wrong|right|same|missing|required|rejected|accepted|refused|denied|given|provided|supplied|found|empty|blank|null|' +
  'expired|expiring|changed|updated|stored|weak|short|long|old|new|encrypted|encoded|hashed|masked|hidden|disabled|enabled|protected|protection|' +
  'authentication|auth|authenticator|policy|policies|hash(?:es|ing)?|encryption|encoder|file|grant|type|based|login|and|or|for|from|in|on|to|as|via';
const PASSWORD_WORDS = new RegExp(
  String.raw`(\b(?:(?:password|passwd|passphrase|passcode)\s{1,3}(?:is|was)|with\s{1,3}(?:the\s{1,3})?(?:password|passphrase))\s{1,3})` +
    String.raw`(?!(?:${NO_PASSWORD})\b|[*(=:])(?:"[^"\n]{1,1024}"?|'[^'\n]{1,1024}'?|[^\s,;"')}\]]{1,1024})`,
  'gi',
);
/** `Token 9944b09199c6…` and `ApiKey …`, the schemes of HTTP without their header's name. */
const SCHEME = new RegExp(String.raw`(\b(?:token|api[-_]?key)\s{1,3})${KEY_LIKE}`, 'gi');
/** Redis' `AUTH secret`, its MONITOR's `"AUTH" "secret"`, SMTP's and SASL's `AUTH PLAIN …`. */
const AUTH = new RegExp(
  String.raw`(\bAUTH"?\s{1,3}(?:(?:PLAIN|LOGIN|XOAUTH2|OAUTHBEARER)\s{1,3})?)(?:"[^"\n]{1,1024}"|${KEY_LIKE.replaceAll('[a-z]', '[A-Za-z]')})`,
  'g',
);
/** `-u root -pSECRET`, whatever the command; not `-u app -p8080:80`. */
const USER_THEN_PASS =
  /(\s-u[ \t=]{0,2}[^\s-][^\s]{0,127}(?:[ \t]{1,4}-{1,2}[a-zA-Z][^\s|;&]{0,128}){0,4}?[ \t]{1,4}-p)(?!\d{1,5}(?:[:/]\S{0,64})?(?:\s|$))[^\s|;&]{1,256}/g;
/** The code that OAuth trades for a token; short ones are a country or an error. */
const OAUTH_CODE = /([?&]code=)[^\s&#"'<>]{6,2048}/g;

/** Masks secrets that words announce. Idempotent. */
export function maskSaid(text: string, mask: string): string {
  const options = text.includes(' -p') ? text.replace(USER_THEN_PASS, `$1${mask}`) : text;
  return [PASSWORD_WORDS, SCHEME, AUTH, OAUTH_CODE].reduce((masked, pattern) => masked.replace(pattern, `$1${mask}`), options);
}
