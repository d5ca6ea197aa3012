/** SQL and psql's own commands as `psql -a` and `-e` print them before a result. */
const STATEMENT = /^\s{0,40}(?:select|with|table|copy|set|begin|explain|values|\\[a-z])\b/i;
const STATEMENT_END = /(?:;|\\(?:watch|g|gx|crosstabview)\b[^;]{0,80})\s{0,80}$/i;
/** A longer statement over a view of sessions is none. */
const STATEMENT_LINES = 80;

/** Follows an echoed statement between a caption and its table. */
export class Echo {
  private lines = 0;

  /** Whether the line belongs to a statement, its first and last line included. */
  takes(text: string): boolean {
    if (this.lines === 0 && !STATEMENT.test(text)) return false;
    this.lines = STATEMENT_END.test(text) || this.lines >= STATEMENT_LINES ? 0 : this.lines + 1;
    return true;
  }
}
