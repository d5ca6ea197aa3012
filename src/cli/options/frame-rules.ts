import type { Notice, Report } from '../../model/report.ts';
import type { Arguments } from './args.ts';
import { CliError } from '../error.ts';
import { readLines } from './ignore-file.ts';

/** `com.acme.**` and `/srv/app/**` are short for the rule that they obviously mean; what holds a colon is a rule already. */
const ruleOf = (text: string): string => (text.includes(':') ? text : `${text.includes('/') ? 'path' : 'module'}:${text} +app`);

/** The user's frame rules: those of `--frames`, then those of `--in-app`, later ones win. @throws CliError naming the rule */
export async function frameRules(args: Arguments): Promise<string[]> {
  const file = args.value('frames');
  const fromFile = file === undefined ? [] : readLines(file, '--frames').map((rule, index) => ({ rule, where: `${file}:${index + 1}` }));
  const given = args.values('in-app').map((text) => ({ rule: ruleOf(text), where: `--in-app ${text}` }));
  if (fromFile.length + given.length === 0) return [];
  const { parseFrameRules } = await import('../../plugin/frames/grammar.ts');
  for (const { rule, where } of [...fromFile, ...given]) {
    try {
      parseFrameRules(rule);
    } catch (error) {
      throw new CliError('not a frame rule', { where, why: (error as Error).message, help: "for instance 'module:com.acme.** +app'" });
    }
  }
  return [...fromFile, ...given].map(({ rule }) => rule);
}

/** Modules that a notice names. */
const NAMED = 3;

/**
 * A notice where `--in-app` was given and none of its rules holds for a frame of a suspect: a misspelt one changes nothing, and the wrong frame may be blamed.
 * None where suspects have no stacks.
 */
export async function unmatched(args: Arguments, { suspects }: Report): Promise<Notice[]> {
  const rules = args.values('in-app');
  const frames = suspects.flatMap(({ stack = [] }) => stack);
  if (rules.length === 0 || frames.length === 0) return [];
  const { parseFrameRules } = await import('../../plugin/frames/grammar.ts');
  const { ruleHolds } = await import('../../plugin/frames/apply.ts');
  const parsed = rules.flatMap((rule) => parseFrameRules(ruleOf(rule)));
  if (frames.some((frame) => parsed.some((rule) => ruleHolds(rule, frame, frame.role ?? 'application')))) return [];
  const blamed = suspects.flatMap(({ callSite }) => callSite?.module ?? callSite?.file ?? []);
  const names = [...new Set(blamed)].slice(0, NAMED).join(', ');
  const text = `--in-app ${rules.join(' ')} holds for no frame of a suspect${names === '' ? '' : `; those blamed are of ${names}`}`;
  return [{ code: 'in-app-unmatched', text }];
}
