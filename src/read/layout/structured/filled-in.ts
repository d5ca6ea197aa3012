import type { Fields } from './fields.ts';

const MOST = 100;

/**
 * A message whose places for values are still open, with the values that its record holds beside it: logback's own JsonEncoder prints what SLF4J was given
 * (`"message":"{} - Starting...","arguments": ["shop"]`; ch.qos.logback.classic.encoder.JsonEncoder, org.slf4j.helpers.MessageFormatter).
 */
export function filledIn(message: string, fields: Fields): string {
  const values = fields['arguments'];
  if (!Array.isArray(values) || values.length === 0 || values.length > MOST || !message.includes('{}')) return message;
  let next = 0;
  return message.replace(/(\\?)\{\}/g, (place: string, backslash: string) => {
    // a place with a backslash before it is meant as it stands
    if (backslash !== '') return '{}';
    return next < values.length ? String(values[next++]) : place;
  });
}
