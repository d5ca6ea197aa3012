import { FORMATS } from '../../show/index.ts';

export const COMMANDS = ['analyse', 'events', 'compare', 'gate', 'kube', 'ticket', 'parsers', 'recipe', 'schema'] as const;
export type Command = (typeof COMMANDS)[number];

/** One option. Help, parsing, environment and suggestions are all read from this table. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** Placeholder of its value; without one the option is a switch. */
  readonly value?: string;
  readonly repeatable?: boolean;
  readonly help: string;
  /** What it means to a command to which it means something else. */
  readonly helpFor?: Readonly<Partial<Record<Command, string>>>;
  readonly group: 'Output' | 'Reading' | 'Judging' | 'Other';
  /** The commands that know it; absent = all of them. */
  readonly commands?: readonly Command[];
}

const READS: readonly Command[] = ['analyse', 'events', 'compare', 'gate', 'parsers'];
const JUDGES: readonly Command[] = ['analyse', 'compare', 'gate'];
const ANALYSES: readonly Command[] = ['analyse', 'events', 'compare', 'gate'];
/** Commands that read one log, from one time on. */
const ONE_LOG: readonly Command[] = ['analyse', 'events', 'gate'];

export const OPTIONS: readonly OptionSpec[] = [
  { name: 'format', value: 'NAME', group: 'Output', commands: JUDGES, help: `what to print: ${Object.keys(FORMATS).join(', ')} (default: text)`, helpFor: { compare: 'what to print: text, json, markdown (default: text)', gate: 'what to print: text, json, junit (default: text)' } },
  { name: 'output', short: 'o', value: 'FILE', repeatable: true, group: 'Output', commands: JUDGES, help: 'write the report to FILE too; its extension decides the format', helpFor: { compare: 'write it to FILE too: .json, .md, .txt', gate: 'write it to FILE too: .xml (JUnit), .json, .txt' } },
  { name: 'source-root', value: 'DIR', group: 'Output', commands: ['analyse', 'ticket'], help: "your sources: paths in the repository, and the lines around each call site" },
  { name: 'fail-on', value: 'VERDICT', group: 'Output', commands: ['analyse', 'compare'], help: 'exit 1 at leak, saturation or long-hold and worse', helpFor: { compare: 'exit 1 where something of that kind is new or worse: leak, saturation, long-hold' } },
  { name: 'to', value: 'SYSTEM', group: 'Output', commands: ['ticket'], help: 'github, jira or pagerduty' },
  { name: 'resolved', value: 'FILE', group: 'Output', commands: ['ticket'], help: 'a comparison (compare --format json): prints what resolves the tickets of all that is gone' },
  { name: 'no-redact', group: 'Output', commands: ['analyse', 'events', 'compare', 'gate', 'ticket'], help: 'leave SQL literals, passwords and e-mail addresses as they are' },
  { name: 'context', group: 'Output', commands: ['events'], help: 'print the ordinary records kept for attribution too' },
  { name: 'lines', group: 'Output', commands: ['parsers'], help: 'explain: each record, what was taken off it, and the rule that read it or why none did' },
  { name: 'since', value: 'TIME', group: 'Reading', commands: ONE_LOG, help: 'skip records before TIME: 2026-03-14T09:00Z, 16:20, or 2h before the newest one' },
  { name: 'until', value: 'TIME', group: 'Reading', commands: ONE_LOG, help: 'skip records after TIME' },
  { name: 'follow', short: 'f', group: 'Reading', commands: ['analyse'], help: 'go on with what is written: through rotation, and with new files; times are before now', helpFor: { kube: 'taken for granted' } },
  { name: 'state', value: 'FILE', group: 'Reading', commands: ['analyse'], help: 'keep what is known in FILE: the next run goes on from there, with or without --follow' },
  { name: 'once', group: 'Reading', commands: ['kube'], help: 'read what is there and end, instead of following' },
  { name: 'kubectl', value: 'PROGRAM', group: 'Other', commands: ['kube'], help: 'the kubectl to run (default: the one on the path)' },
  { name: 'metrics', value: '[HOST:]PORT', group: 'Output', commands: ['analyse'], help: 'with --follow: serve Prometheus metrics at /metrics, on this machine only unless HOST is given' },
  { name: 'timezone', value: 'ZONE', group: 'Reading', commands: READS, help: 'zone of times that name none: Europe/Berlin, +02:00 (default: UTC)' },
  { name: 'jobs', short: 'j', value: 'N', group: 'Reading', commands: ANALYSES, help: 'read up to N files at a time (default: as many as are of use); the report is the same' },
  { name: 'parser', value: 'ID|PATH', repeatable: true, group: 'Reading', commands: [...READS, 'recipe'], help: 'read with this built-in parser only, or add the one in PATH' },
  { name: 'in-app', value: 'RULE', repeatable: true, group: 'Judging', commands: READS, help: "frames of yours: 'com.acme.**', or a frame rule" },
  { name: 'frames', value: 'FILE', group: 'Judging', commands: READS, help: 'frame rules, one a line' },
  { name: 'ignore', value: 'FILE', group: 'Judging', commands: JUDGES, help: 'known leaks, one a line: cs1:… why [until 2026-12-31]' },
  { name: 'threshold', value: 'DURATION', group: 'Judging', commands: JUDGES, help: 'holds longer than this are long: 20s, 500ms, 2m' },
  { name: 'baseline', value: 'REPORT', group: 'Judging', commands: ['gate'], help: 'a JSON report with leaks: proves that the paths that leaked ran in this log' },
  { name: 'allow-unknown', group: 'Judging', commands: ['gate'], help: 'hold although the log does not tell everything' },
  { name: 'allow-empty', group: 'Judging', commands: ANALYSES, help: 'exit 0 where nothing was recognised' },
  { name: 'color', value: 'WHEN', group: 'Other', commands: JUDGES, help: 'auto, always or never; NO_COLOR and FORCE_COLOR hold' },
  { name: 'progress', group: 'Other', commands: JUDGES, help: 'tell on stderr how far the reading is, where it is no terminal too' },
  { name: 'no-progress', group: 'Other', commands: JUDGES, help: 'do not' },
  { name: 'config', value: 'FILE', group: 'Other', commands: [...READS, 'ticket'], help: 'a JSON file of long options, comments allowed; what is given here or in the environment wins' },
  { name: 'quiet', short: 'q', group: 'Other', commands: [...READS, 'ticket'], help: 'only errors on stderr' },
  { name: 'verbose', short: 'v', group: 'Other', commands: ['analyse'], help: 'tell on stderr what was read with what, and how fast; stacks of bugs' },
  { name: 'help', short: 'h', group: 'Other', help: 'this text' },
  { name: 'version', short: 'V', group: 'Other', help: 'the version' },
]; // prettier-ignore

/** `kube` is the main command over another input, of which no state is kept: the cluster keeps its logs itself. */
const isKubes = ({ name, commands }: OptionSpec): boolean => commands?.includes('analyse') === true && name !== 'state';

export const optionsOf = (command: Command): readonly OptionSpec[] =>
  OPTIONS.filter((option) => option.commands === undefined || option.commands.includes(command) || (command === 'kube' && isKubes(option)));
