import type { RecordView } from 'leak-stream/plugin';

/** The last words before a status: `primary: `, `replica pool status = `, `orders | `. */
const LABEL =
  /(?:^|[\]>|;,-] |: )(?<name>[A-Za-z][\w.-]{1,40})(?: (?:db|sql|database|connections?|engine|pool|stat(?:s|us)|state|usage)){0,3}(?: ?[:=|] ?| - )$/i;
/** Words that say that a pool speaks, or when, and not which one it is. */
const NO_NAME =
  /^(?:(?:(?:db|sql|database|datenbank|conn|connection|engine|pool|queuepool|sqlalchemy|stat|status|state|usage|metric|monitor|gauge|health)s?[._-]?){1,4}|the|an?|our|my|this|its|current|now|then|before|after|begin|start(?:ed|ing|up)?|end|exit|finish(?:ed)?|done|stop(?:ped)?|shutdown|shutting|down|periodic|final|initial|peak|still|error|warning|info|debug|critical|trace|notice|note|at|with|from|of|to|is|in|on)$/i;
/** Who speaks, and not of what: threads and tasks share a pool. */
const SPEAKER = /thread|worker|task|process|executor|pid|request|job/i;

/**
 * What a program calls one of its pools where it prints the pool's status: `replica: Pool size: 25 …`. SQLAlchemy's own text names none, so that two engines of a
 * process would look like one.
 */
export function labelOf(before: string, record: RecordView): { pool: string } | undefined {
  const name = LABEL.exec(before.slice(-120))?.groups?.['name'];
  if (name === undefined || NO_NAME.test(name) || SPEAKER.test(name)) return undefined;
  return name === record.thread || name === record.logger ? undefined : { pool: name };
}
