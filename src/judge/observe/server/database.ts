import type { TimedEvent } from '../../../model/event.ts';
import { namesDatabase, showsDatabase } from '../../../model/names-database.ts';
import type { StackFrame } from '../../../model/stack-frame.ts';
import { UNNAMED_RUNTIME } from '../../../model/unnamed-runtime.ts';
import type { Process } from '../../state.ts';

/** Remembers whether a process has shown that its pools are a database's. One line that does will do, and is the last one that is looked at. */
export function noteDatabase(process: Process, event: TimedEvent): void {
  if (!process.database) process.database = tells(event) || ('stack' in event && event.stack?.some(isOfDatabase) === true);
}

/** Frames of a driver, or of a pool or mapper that a database alone has. */
const isOfDatabase = ({ role, module = '', file = '' }: StackFrame): boolean =>
  role === 'driver' || ((role === 'pool' || role === 'framework') && showsDatabase(`${module} ${file}`));

function tells(event: TimedEvent): boolean {
  switch (event.kind) {
    case 'context':
      return event.statement !== undefined || showsDatabase(event.text);
    // a deadline passes anywhere
    case 'deadline-exceeded':
      return false;
    case 'goroutines':
      return event.openTransactions + event.openRows + event.waiting > 0;
    default:
      // whoever knows the library knows that it is one of databases
      return event.runtime !== UNNAMED_RUNTIME || namesDatabase([event.logger, event.pool, event.text].join(' '));
  }
}
