/** Words by which a Deployment beside another one of the same program is named: as those of Argo Rollouts, Flagger, Linkerd's and Istio's guides, and blue-green ones. */
const TRACK = /(^|-)(?:canary|stable|primary|baseline|blue|green|preview|beta|next|v\d{1,4}(?:-\d{1,4}){0,3})(?=-|$)/g;

/** What workloads have in common that run one program side by side: `search` of `search-canary`, `search-v2` and `search`. */
export const programOf = (workload: string): string => workload.replace(TRACK, '').replace(/^-/, '');
