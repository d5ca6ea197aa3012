import type { Reason } from '../../../model/report.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { limitOf } from '../../limit.ts';
import { plural, reason } from '../words/reasons.ts';
import { beyondLimit, returnsVisible } from '../case/visibility.ts';

/** Why a return of what the pool reported could not have been seen, if it could not, and what to log. */
export function unseenReturns(poolCase: PoolCase): Reason | undefined {
  const { life } = poolCase;
  if (life.returnsNeverLogged)
    return reason(
      'returns-never-logged',
      'inconclusive',
      'This version of the pool prints no line when a reported connection comes back, so slow work looks the same as a leak.',
    );
  if (returnsVisible(poolCase) !== 'hidden') return undefined;
  const back = beyondLimit(poolCase);
  if (back > 0)
    return reason(
      'more-than-the-limit',
      'inconclusive',
      `No return is seen of ${plural(poolCase.alarms.length, 'reported connection')}, but the pool may open ${limitOf(poolCase.pool)}: ${back} of them at least ${back === 1 ? 'was' : 'were'} back, and no line said so. So the log does not show all returns, and slow work that came back looks the same as a leak.`,
    );
  const [only] = life.quietest;
  if (life.runtime === 'hikaricp' && only !== undefined && only[0] !== '')
    return reason(
      'returns-not-visible',
      'inconclusive',
      `Below WARN this log shows of the pool only what ${only[0]} says, and returns are logged by another one, at INFO. It may have been turned up by itself, so slow work that came back may look the same. Set com.zaxxer.hikari as a whole to INFO, if it is not.`,
    );
  return reason(
    'returns-not-visible',
    'inconclusive',
    `This log shows reports at WARN and nothing below of that logger, where returns are logged, so slow work that came back looks the same.${life.runtime === 'hikaricp' ? ' Set com.zaxxer.hikari to INFO.' : ' Log the returns too.'}`,
  );
}
