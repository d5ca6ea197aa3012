/** Worst first. Apart from the schemas, so that the judge can be loaded without zod. */
export const VERDICTS = ['leak', 'saturation', 'long-hold', 'inconclusive', 'healthy'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const worst = (verdicts: readonly Verdict[]): Verdict | undefined => VERDICTS.find((v) => verdicts.includes(v));
export const atLeast = (verdict: Verdict, level: Verdict): boolean => VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(level);
