import { readTimeAt } from '../../time/index.ts';
import { instanceOf, type Envelope } from '../peel.ts';

const STEP = /^[^\t]{1,200}\t[^\t]{1,200}\t(?=\ufeff?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z)/;

/** gh writes control characters with a caret. */
const COLOUR = /\^\[\[[0-9;]{0,20}m/g;

/** `JOB<tab>STEP<tab>TIME line` of `gh run view --log` (cli/cli, pkg/cmd/run/view/view.go, displayLogSegments; read in source): the time is GitHub's, with seven digits. */
export const workflow: Envelope = (text, memory) => {
  const found = text.includes('\t') ? STEP.exec(text.slice(0, 440)) : null;
  if (!found) return undefined;
  const line = text.slice(found[0].length).replace(/^\ufeff/, '');
  const time = readTimeAt(line, 0, memory.options);
  const instance = instanceOf({ container: (found[0].split('\t')[0] as string).trim() });
  return time && { name: 'gh-run', rest: line.slice(time.end + 1).replace(COLOUR, ''), time, ...(instance && { instance }) };
};

const RUNNER = /^ [0-9a-f]{2}([OE])[ +]/;

/**
 * `TIME 01O line` of a job of GitLab's runner with FF_TIMESTAMPS, which newer runners set: the number of the stream, whether it is the error stream, and a plus where the text
 * goes on with what was written before without a line end (gitlab-org/gitlab, job log viewer's tests; read there).
 */
export const gitlab: Envelope = (text, memory) => {
  if (text.charCodeAt(10) !== 84) return undefined;
  const time = memory.timeOf(text);
  if (time?.digits !== 6 || text.charCodeAt(time.end - 1) !== 90) return undefined;
  const found = RUNNER.exec(text.slice(time.end, time.end + 5));
  if (!found) return undefined;
  return { name: 'gitlab-runner', rest: text.slice(time.end + 5), time, stream: found[1] === 'E' ? 'stderr' : 'stdout' };
};
