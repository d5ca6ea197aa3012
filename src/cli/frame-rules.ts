import type { Arguments } from './args.ts';
import { CliError } from './error.ts';
import { readLines } from './ignore-file.ts';

/** `com.acme.**` and `/srv/app/**` are short for the rule that they obviously mean; what holds a colon is a rule already. */
const ruleOf = (text: string): string => (text.includes(':') ? text : `${text.includes('/') ? 'path' : 'module'}:${text} +app`);

/** The user's frame rules: those of `--frames`, then those of `--in-app`, later ones win. @throws CliError naming the rule */
export async function frameRules(args: Arguments): Promise<string[]> {
  const file = args.value('frames');
  const fromFile = file === undefined ? [] : readLines(file, '--frames').map((rule, index) => ({ rule, where: `${file}:${index + 1}` }));
  const given = args.values('in-app').map((text) => ({ rule: ruleOf(text), where: `--in-app ${text}` }));
  if (fromFile.length + given.length === 0) return [];
  const { parseFrameRules } = await import('../plugin/frames/grammar.ts');
  for (const { rule, where } of [...fromFile, ...given]) {
    try {
      parseFrameRules(rule);
    } catch (error) {
      throw new CliError('not a frame rule', { where, why: (error as Error).message, help: "for instance 'module:com.acme.** +app'" });
    }
  }
  return [...fromFile, ...given].map(({ rule }) => rule);
}
