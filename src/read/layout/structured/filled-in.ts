import type { Fields } from './fields.ts';

const MOST = 100;

/**
 * A message whose places for values are still open, with the values that its record holds beside it: logback's own JsonEncoder prints what SLF4J was given
 * (`"message":"{} - Starting...","arguments": ["shop"]`; ch.qos.logback.classic.encoder.JsonEncoder, org.slf4j.helpers.MessageFormatter).
 */
export function filledIn(message: string, fields: Fields): string {
  const values = fields['arguments'];
  if (!Array.isArray(values) || values.length === 0 || values.length > MOST || !message.includes('{}')) return message;
  const pieces = message.split('{}');
  let text = pieces[0] as string;
  let next = 0;
  for (const piece of pieces.slice(1)) {
    // a place with a backslash before it is meant as it stands
    const meant = text.endsWith('\\') || next >= values.length;
    text = meant ? `${text.endsWith('\\') ? text.slice(0, -1) : text}{}${piece}` : `${text}${String(values[next++])}${piece}`;
  }
  return text;
}
