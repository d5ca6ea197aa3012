/** What SARIF calls a rule: one for each kind of finding. Texts are the program's own. */
export interface SarifRule {
  readonly id: string;
  readonly name: string;
  readonly level: 'error' | 'warning' | 'note';
  readonly short: string;
  readonly full: string;
}

export const LEAK: SarifRule = {
  id: 'connection-leak',
  name: 'ConnectionLeak',
  level: 'error',
  short: 'A database connection is taken from the pool and not given back.',
  full: 'The log shows connections that were checked out at this place and never came back by themselves. Close the connection, session, rows or transaction on every way out of the code, exceptions included. A larger pool only delays the exhaustion.',
};

export const LONG_HOLD: SarifRule = {
  id: 'long-hold',
  name: 'LongHold',
  level: 'warning',
  short: 'A database connection is held for long and given back.',
  full: 'The log shows connections that were held longer than the threshold and did come back. Do less while holding a connection, or set the detection threshold above the slowest honest hold.',
};

export const UNDECIDED: SarifRule = {
  id: 'undecided-hold',
  name: 'UndecidedHold',
  level: 'note',
  short: 'A database connection was not seen to come back, and the log cannot tell whether it did.',
  full: 'The log ends too early or does not print returns. leak-stream recipe tells what to log so that the next one decides.',
};

export const SATURATION: SarifRule = {
  id: 'pool-saturation',
  name: 'PoolSaturation',
  level: 'warning',
  short: 'A connection pool was used up by load, not by a leak.',
  full: 'Callers waited for connections or gave up, and the pool recovered when load fell. Shorten the longest holds or admit less work at once.',
};

export const RULES: readonly SarifRule[] = [LEAK, LONG_HOLD, UNDECIDED, SATURATION];
