import type { Plugin, Sample } from '../contract.ts';
import { PluginFault } from '../match.ts';
import { claim } from './claim.ts';
import { invalid } from './samples.ts';
import type { SampleReader } from './claim.ts';
import type { Report } from './shape.ts';

const CUTS = 8;
/** Samples of megabytes would make the checker slow, and their breaks show no more than those of a page. */
const LONGEST = 20_000;

/**
 * A sample as logs break it: cut off at the end, without its beginning, without one of its words, its lines out of order. Always the same
 * ones, so that a problem stays where it was seen.
 */
function* broken(log: string): Generator<string> {
  const text = log.slice(0, LONGEST);
  for (let i = 1; i < CUTS; i++) yield text.slice(0, Math.floor((text.length * i) / CUTS));
  for (let i = 1; i < CUTS; i++) yield text.slice(Math.floor((text.length * i) / CUTS));
  const words = text.split(/(?<=[\s:=,[\](){}|])/);
  const step = Math.max(1, Math.floor(words.length / CUTS));
  for (let i = 0; i < words.length; i += step) yield words.toSpliced(i, 1).join('');
  if (text.includes('\n')) yield text.split('\n').reverse().join('\n');
}

/** Checks that `read` is total: whatever is left of a sample's line, it returns events or undefined. One report for each rule is enough. */
export function checkBroken(plugin: Plugin, reader: SampleReader, report: Report): void {
  const told = new Set<string>();
  const once = (where: string, name: string, log: string, why: string, mend: string): void => {
    if (!told.has(where))
      report(where, `on a broken piece of samples[${JSON.stringify(name)}], ${JSON.stringify(log.slice(0, 120))}: ${why}`, mend);
    told.add(where);
  };
  for (const [name, sample] of Object.entries<Sample>(plugin.samples)) {
    for (const log of broken(sample.log)) {
      try {
        const { rules, drafts } = claim(plugin, reader(plugin, log));
        const [why] = rules.length === 0 ? [] : invalid(plugin, rules[0] as string, drafts);
        if (why !== undefined) once(`rules.${rules[0]}`, name, log, why, 'Return undefined where a value is missing or is no number');
      } catch (error) {
        const where = error instanceof PluginFault ? `rules.${error.rule}` : `samples[${JSON.stringify(name)}]`;
        const why = error instanceof Error ? error.message.replace(/^[^:]{1,80}\/[^:]{1,80}: /, '') : String(error);
        once(
          where,
          name,
          log,
          why,
          'read must be total: use maybe() for groups that may not match, and return undefined for what is not whole',
        );
      }
    }
  }
}
