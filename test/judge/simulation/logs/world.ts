import { seeded } from '../random.ts';
import { livesOf, type Life } from './pool.ts';
import { printGo } from './print-go.ts';
import { printHikari } from './print-hikari.ts';
import { printSqlalchemy } from './print-sqlalchemy.ts';
import type { Line, Printing } from './sheet.ts';
import { trafficOf, type Traffic } from './traffic.ts';
import { wishOf, type Runtime, type Wish } from './wish.ts';

/** A log and all that is true about it. */
export interface LogWorld {
  readonly wish: Wish;
  readonly traffic: Traffic;
  readonly lives: readonly Life[];
  /** ms from the log's first line to its last. */
  readonly endedAt: number;
  readonly text: string;
}

const PRINTERS: Readonly<Record<Runtime, (printing: Printing) => Line[]>> = {
  hikaricp: printHikari,
  sqlalchemy: printSqlalchemy,
  go: printGo,
};

export const podName = (pod: number, faulty: boolean): string =>
  `shop-${faulty ? '7c9f8d6b5' : '5d4f6c8b9'}-${['9zqmd', '4xk2p', 'tn7wb'][pod] ?? 'xxxxx'}`;

/** The world of a seed. The same seed and runtime give the same bytes everywhere. */
export function worldOf(seed: number, runtime: Runtime): LogWorld {
  const wish = wishOf(seed, runtime);
  const random = seeded(seed + 555_557);
  const traffic = trafficOf(random, wish);
  const { lives, endedAt } = livesOf(random, wish, traffic);
  const print = PRINTERS[runtime];
  const lines = lives.flatMap((life, i) => {
    const own = print({ random: seeded(seed + 31 * (i + 1)), wish, life, pid: wish.pods > 1 ? 1 : 4000 + 137 * i });
    const shown = own.filter(({ at }) => at >= 0 && at >= life.from && at <= Math.min(life.to, endedAt)).sort((a, b) => a.at - b.at);
    if (wish.pods === 1) return shown;
    const prefix = `[pod/${podName(life.pod, life.pod < wish.faultyPods)}/app] `;
    return shown.map(({ at, text }) => ({ at, text: text.split('\n').map((line) => prefix + line).join('\n') })); // prettier-ignore
  });
  const text = lines.sort((a, b) => a.at - b.at).map((line) => line.text);
  return { wish, traffic, lives, endedAt, text: `${text.join('\n')}\n` };
}
