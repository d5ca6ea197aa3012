/** A message's first line is kept up to here; rules are proven linear, and on this much text linear is fast. */
export const HEAD_CAP = 8 * 1024;
/** What a record's tail may hold; a goroutine dump of a busy service has some thousand lines. */
export const TAIL_LINES = 20_000;
export const TAIL_CHARS = 4 * 1024 * 1024;
