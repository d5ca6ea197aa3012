import { CliError, EXIT } from '../error.ts';
import type { Outcome } from './kubectl.ts';

const UNREACHABLE =
  /connection refused|was refused|no such host|i\/o timeout|no route to host|TLS handshake|Unable to connect|deadline exceeded/i;
const ROLE = 'it needs a Role with pods: get, list, watch and pods/log: get (for workloads also get on them), see docs/live.md; test it: kubectl auth can-i list pods'; // prettier-ignore

/** kubectl's words for what stands in the way, and what mends it. (kubectl 1.32, all recorded.) */
const FAULTS: readonly (readonly [pattern: RegExp, what: string, help: string])[] = [
  [/\bforbidden\b|\(Forbidden\)/i, 'the cluster does not allow it', ROLE],
  [/\bUnauthorized\b|must be logged in/i, 'the cluster does not know you', 'log in again; kubectl get pods has to work first'],
  [/context "[^"]*" does not exist|no context exists|context was not found/i, 'there is no such context', 'kubectl config get-contexts lists them'],
  [/namespaces? "[^"]*" not found/i, 'there is no such namespace', 'kubectl get namespaces lists them; name it with -n'],
  [/\(NotFound\)|not found/i, 'there is no such pod or workload', 'is it in another namespace? name it with -n'],
  [/container .* is not valid for pod|container .* not found in pod/i, 'there is no such container', 'leave out -c, or name one of those'],
  [/doesn't have a resource type/i, 'the cluster knows no such kind', 'pod, deploy, statefulset, daemonset, replicaset, job, service'],
  [UNREACHABLE, 'the cluster cannot be reached', 'kubectl get pods has to work first: is the right cluster chosen (--context), is the VPN on?'],
  [/unable to parse requirement|couldn't parse the selector|invalid label/i, 'the selector cannot be read', 'for instance -l app=shop,tier!=cache'],
  [/unknown flag|unknown shorthand flag|invalid argument/i, 'kubectl does not know one of its options', 'kubectl logs --help lists them'],
]; // prettier-ignore

/** Whether asking again later may help. */
export const mayPass = ({ said, missing }: Outcome): boolean =>
  !missing && !/forbidden|Unauthorized|must be logged in|unknown flag|unknown shorthand|invalid argument/i.test(said);

/** Whether nobody answered. */
export const unreachable = ({ said }: Outcome): boolean => UNREACHABLE.test(said);

/** kubectl's last words, on one line. */
export const lastWords = (said: string): string =>
  said.split('\n').findLast((line) => line.trim() !== '' && !/^[EWI]\d{4} /.test(line))?.trim() ?? said.trim(); // prettier-ignore

/** Why kubectl ended, in words: what, why, how to mend it. */
export function explained(doing: string, program: string, outcome: Outcome): CliError {
  if (outcome.missing)
    return new CliError(`cannot start ${program}`, { why: 'there is no such program on the path', help: 'install kubectl, or name it: --kubectl /path/of/kubectl' }, EXIT.input); // prettier-ignore
  const why = lastWords(outcome.said) || `kubectl ended with ${outcome.code ?? 'a signal'} and said nothing`;
  const [, what, help] = FAULTS.find(([pattern]) => pattern.test(outcome.said)) ?? [];
  return new CliError(
    `cannot ${doing}${what === undefined ? '' : `: ${what}`}`,
    { where: 'kubectl', why, ...(help !== undefined && { help }) },
    EXIT.input,
  );
}
