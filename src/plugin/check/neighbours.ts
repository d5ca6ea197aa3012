import type { Plugin, RecordView } from '../contract.ts';
import { unsaid } from '../read-record.ts';
import { claim } from './claim.ts';
import type { SampleReader } from './claim.ts';
import type { Report } from './shape.ts';

const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Checks a plug-in against those that it will work beside. One of them (a built-in among the built-in ones) may share no line with another, which
 * would count twice. A user's is asked before all of them: what it reads is its own, and it may read nothing that is plainly theirs.
 */
export function checkNeighbours(plugin: Plugin, reader: SampleReader, others: readonly Plugin[], report: Report): void {
  const peer = others.includes(plugin);
  if (
    plugin.replaces !== undefined &&
    plugin.replaces !== plugin.id &&
    others.length > 0 &&
    !others.some(({ id }) => id === plugin.replaces)
  )
    report(
      'replaces',
      `there is no plug-in ${plugin.replaces} whose place it could take`,
      `One of: ${others.map(({ id }) => id).join(', ')}`,
    );
  for (const other of others) {
    if (other === plugin || plugin.replaces === other.id || other.replaces === plugin.id) continue;
    if (other.id === plugin.id) {
      report(
        'id',
        `another plug-in has the id ${plugin.id} as well`,
        `Choose another id, and say replaces: '${plugin.id}' to take its place`,
      );
      continue;
    }
    checkTaken(plugin, reader, other, peer ? 'so such lines would count twice' : 'and would hide such lines from it', report);
    if (!peer) continue;
    for (const [name, sample] of Object.entries(plugin.samples)) {
      if (!sample.decoy) shared(plugin, reader, other, name, report);
    }
  }
}

/** The rule by which a plug-in says something of a sample's records that counts beside what its owner reads there. */
function alsoSaid(plugin: Plugin, owner: Plugin, views: readonly RecordView[]): string | undefined {
  const { rules, readings } = claim(plugin, views);
  if (plugin.general !== true || rules.length === 0) return rules[0];
  const own = claim(owner, views).readings;
  return readings.find((reading) => unsaid(reading, own) !== undefined)?.rule;
}

/** A neighbour's samples that this plug-in claims: one for each of its rules says enough. */
function checkTaken(plugin: Plugin, reader: SampleReader, other: Plugin, harm: string, report: Report): void {
  const told = new Set<string>();
  const once = (where: string, what: string, mend: string): void => {
    if (!told.has(where)) report(where, what, mend);
    told.add(where);
  };
  for (const [name, sample] of Object.entries(other.samples)) {
    if (sample.decoy) continue;
    try {
      const rule = alsoSaid(plugin, other, reader(other, sample.log));
      if (rule === undefined) continue;
      const what = `it claims ${JSON.stringify(name)}, a sample of ${other.id}, ${harm}`;
      once(`rules.${rule}`, what, `Make its pattern ask for more, or say replaces: '${other.id}'`);
    } catch (error) {
      once(`samples of ${other.id}`, `on ${JSON.stringify(name)}: ${saidBy(error)}`, 'read must be total');
    }
  }
}

/** A sample of this plug-in that a peer claims. What that one throws is not this one's fault. */
function shared(plugin: Plugin, reader: SampleReader, other: Plugin, name: string, report: Report): void {
  try {
    const rule = alsoSaid(other, plugin, reader(plugin, (plugin.samples[name] as Plugin['samples'][string]).log));
    if (rule === undefined) return;
    report(
      `samples[${JSON.stringify(name)}]`,
      `the rule ${rule} of ${other.id} reads it too, so its line would count twice`,
      `Leave the line to ${other.id}, or say replaces: '${other.id}'`,
    );
  } catch {
    return;
  }
}
