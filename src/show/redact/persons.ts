/** The @ of a query string is written %40. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/gu;
const DIGITS = /(?<![\d.])\d(?:[ -]?\d){12,18}(?![\d.])/g;
/** Country, check digits, and what each bank numbers as it likes; in groups of four or in one piece. */
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![A-Za-z0-9])/g;

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

/** The check digits of account numbers (ISO 13616): letters count from ten, the whole leaves a remainder of one. */
function isIban(text: string): boolean {
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const character of moved) for (const digit of String(parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

export const maskEmails = (text: string, mask: string): string =>
  text.includes('@') || text.includes('%40') ? text.replace(EMAIL, `${mask}@${mask}`) : text;

/** Masks what names people or their money: e-mail addresses, card and account numbers. Idempotent. */
export function maskPersons(text: string, mask: string): string {
  return maskEmails(text, mask)
    .replace(DIGITS, (run) => (isCardLike(run.replace(/[ -]/g, '')) ? mask : run))
    .replace(IBAN, (run) => (isIban(run.replaceAll(' ', '')) ? mask : run));
}
