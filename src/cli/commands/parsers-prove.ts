import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Linear, Recheck } from '../../plugin/check.ts';

export interface Proof {
  /** Undefined where recheck is not installed. */
  readonly linear?: Linear;
  /** How patterns were held to be linear, in words; to be asked after the check. */
  readonly told: () => string;
}

const TRIED = 'patterns taken apart and tried on hostile lines';

/** recheck as installed where the user works, or beside leak-stream. */
async function recheck(): Promise<Recheck | undefined> {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    try {
      const path = createRequire(from).resolve('recheck');
      const module = (await import(pathToFileURL(path).href)) as { checkSync?: Recheck; default?: { checkSync?: Recheck } };
      const check = module.checkSync ?? module.default?.checkSync;
      if (check !== undefined) return check;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** A proof of linearity where there is one to be had; a stranger's project need not hold recheck. */
export async function proof(): Promise<Proof> {
  const check = await recheck();
  if (check === undefined) return { told: () => `${TRIED} (npm install --save-dev recheck proves them linear)` };
  const { provenBy } = await import('../../plugin/check.ts');
  let undecided = 0;
  return {
    linear: provenBy(check, () => void undecided++),
    told: () => (undecided === 0 ? 'patterns proven linear by recheck' : `${TRIED}; recheck could not decide ${undecided} of them in time`),
  };
}
