import { durationIn } from './access.ts';

/** A task or a job that a runner's line is about. */
export interface RunnerSays {
  readonly name: string;
  /** The line tells that it is over. */
  readonly done: boolean;
  readonly durationMs?: number;
}

const UUID = '[0-9a-f]{8}-[0-9a-f-]{27}';

/** How runners of tasks print them: `name`, and `done` where the line tells its end. */
const LINES: readonly RegExp[] = [
  // Celery (celery/app/trace.py, worker/strategy.py): `Task shop.export[id] succeeded in 1.5s: None`; one that is to be tried again ends with `retry: Retry in 8s`
  /^Task (?<name>[\w.:-]{1,120})\[[\w-]{1,64}\]:? (?:received|sent|(?<done>succeeded|raised|failed|retry))/,
  // Celery's logger within a task: `shop.export[id]: 3 pages`
  /^(?<name>[A-Za-z_][\w.]{1,120})\[[0-9a-f-]{4,64}\]: /,
  // huey (huey/api.py): `Executing shop.export: id`, `shop.export: id 2 retries executed in 1.500s`
  new RegExp(`^(?:Executing )?(?<name>[A-Za-z_][\\w.]{1,120}): ${UUID}(?: \\d{1,6} retries)?(?:$|(?<done> executed in ))`),
  // rq (rq/worker.py): `default: shop.export(7) (id)`, `Successfully completed shop.export(7) job in 0:00:01.500000s on worker …`
  new RegExp(`^[\\w-]{1,40}: (?<name>[A-Za-z_][\\w.]{1,120})\\([^\\n]{0,400}\\) \\(${UUID}\\)$`),
  /^Successfully (?<done>completed) (?<name>[A-Za-z_][\w.]{1,120})\(/,
  // arq (arq/worker.py): `0.05s → 3f2c:export(7)`, `1.50s ← 3f2c:export ●`
  /^\s{0,8}\d{1,6}\.\d\ds (?:→|(?<done>←)) [\w-]{1,64}:(?<name>[A-Za-z_]\w{0,120})/,
  // APScheduler (apscheduler/executors/base.py): `Running job "export (trigger: …)" (scheduled at …)`, `Job "export (trigger: …)" executed successfully`
  /^(?:Running job|Job) "(?<name>[A-Za-z_][\w.]{0,120}) \(trigger: [^"\n]{1,200}\)"(?: \(scheduled|(?<done> executed))/,
  // Dramatiq (dramatiq/worker.py): `Received message export(7) with id '3f2c…'.`, `Failed to process message export(7) with unhandled exception.`
  /^(?:Received|(?<done>Failed to process)) message (?<name>[A-Za-z_][\w.]{0,120})\(/,
  // taskiq (taskiq/receiver/receiver.py): `Executing task shop:export with ID: …`
  /^Executing task (?<name>[A-Za-z_][\w.:]{1,120}) with ID: /,
  // Spring Batch (TaskExecutorJobLauncher.java): `Job: [SimpleJob: [name=import]] completed with the following parameters: …`
  /^Job: \[\w{1,40}: \[name=(?<name>[A-Za-z_][\w.-]{0,120})\]\] (?:launched|(?<done>completed))/,
];
/** Hours, minutes and seconds, as Python prints a timedelta. */
const DELTA = / in (\d{1,4}):(\d\d):(\d\d(?:\.\d{1,6})?)/;

/** The task that a line of a runner is about. @param head of the message, some hundred characters */
export function runnerSays(head: string): RunnerSays | undefined {
  for (const line of LINES) {
    const found = line.exec(head);
    const { name, done } = found?.groups ?? {};
    if (name === undefined) continue;
    if (done === undefined) return { name, done: false };
    // the time that it tells is that until the next run
    if (done === 'retry') return { name, done: true };
    const durationMs = deltaIn(head) ?? durationIn(head.slice((found as RegExpExecArray)[0].length - 1)) ?? durationIn(head);
    return { name, done: true, ...(durationMs !== undefined && { durationMs }) };
  }
  return undefined;
}

function deltaIn(text: string): number | undefined {
  const [hours, minutes, seconds] = DELTA.exec(text)?.slice(1).map(Number) ?? [];
  return hours === undefined ? undefined : ((hours * 60 + (minutes as number)) * 60 + (seconds as number)) * 1000;
}
