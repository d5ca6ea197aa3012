import type { TimedEvent, TimedEventOf } from '../../../model/event.ts';
import type { Life } from '../../state.ts';

/** Loggers of a pool: a few tell all that is to be told. */
const MAX_LOGGERS = 20;
const MAX_PACKAGES = 2;

/** How far down the loggers of a pool print, and who reports. */
export function noteLevel(life: Life, event: TimedEvent): void {
  const { severity, logger = '' } = event;
  if (event.kind === 'leak-reported') life.reporter = event.logger;
  if (severity !== 'info' && severity !== 'debug' && severity !== 'trace') return;
  const { quietest } = life;
  const known = quietest.get(logger);
  if (known === undefined && quietest.size >= MAX_LOGGERS) return;
  if (severity !== 'info') quietest.set(logger, 'debug');
  else if (known === undefined) quietest.set(logger, 'info');
}

/** Who else prints at INFO or below: where two packages do, all loggers are set to it. */
export function noteLevelBeside({ others }: Life, { severity, logger }: TimedEventOf<'context'>): void {
  if (others.length >= MAX_PACKAGES || logger === undefined) return;
  if (severity !== 'info' && severity !== 'debug' && severity !== 'trace') return;
  const name = packageOf(logger);
  if (name !== undefined && !others.includes(name)) others.push(name);
}

/** `org.springframework` of `org.springframework.boot.Boot`, `o.s` of `o.s.b.Boot`: a company's, or a project's; undefined for a name without packages. */
const packageOf = (logger: string): string | undefined => /^[^.]{1,100}\.[^.]{1,100}(?=\.)/.exec(logger)?.[0];
