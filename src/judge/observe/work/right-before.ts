/** Who says what it is about to do takes its connection so soon after. */
export const RIGHT_BEFORE_MS = 1000;

const MARK = '\u0002';

/** What is kept among the messages of a checkout for one that its thread said right before. */
export const rightBefore = (template: string): string => `${MARK}${template}`;

/** The message, where it was said right before a checkout; undefined for one that was said after it. */
export const saidBefore = (kept: string): string | undefined => (kept.startsWith(MARK) ? kept.slice(MARK.length) : undefined);
