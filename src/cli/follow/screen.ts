import pc from 'picocolors';
import type { ViewLine } from '../../live/view/line.ts';
import { view } from '../../live/view.ts';
import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import type { Io } from '../io.ts';
import { write } from '../stdout.ts';
import type { Listener } from './listener.ts';

/** A picture that changes more often cannot be read. */
const CALM_MS = 400;
/** Findings that are kept to be shown. */
const KEPT = 200;
/** The second screen of a terminal, on which drawing leaves what stands on the first one alone; the cursor is hidden there. */
const ENTER = '\u001b[?1049h\u001b[?25l';
const LEAVE = '\u001b[?25h\u001b[?1049l';

/** The view on a terminal, drawn in place. */
export class Screen implements Listener {
  private readonly out: Io['stdout'];
  private readonly colors: ReturnType<typeof pc.createColors>;
  private readonly events: Finding[] = [];
  private report: Report | undefined;
  private drawnAt = -Infinity;
  private later: NodeJS.Timeout | undefined;
  private state: 'new' | 'shown' | 'ended' = 'new';
  private readonly onResize = (): void => void this.draw().catch(() => {});

  constructor(out: Io['stdout'], color: boolean) {
    this.out = out;
    this.colors = pc.createColors(color);
    out.on('resize', this.onResize);
  }

  async tell(findings: readonly Finding[], report: Report): Promise<void> {
    this.events.push(...findings);
    this.events.splice(0, this.events.length - KEPT);
    this.report = report;
    const wait = this.drawnAt + CALM_MS - performance.now();
    if (wait <= 0) return this.draw();
    this.later ??= setTimeout(this.onResize, wait).unref();
  }

  async end(): Promise<void> {
    if (this.state === 'shown') await write(this.out, LEAVE);
    this.state = 'ended';
    clearTimeout(this.later);
    this.out.off('resize', this.onResize);
  }

  private async draw(): Promise<void> {
    clearTimeout(this.later);
    this.later = undefined;
    if (this.report === undefined || this.state === 'ended') return;
    this.drawnAt = performance.now();
    const { columns: width = 80, rows: height = 24 } = this.out;
    const lines = view(this.report, { width, height, events: this.events }).map((line) => `${this.painted(line)}\u001b[K`);
    const enter = this.state === 'new' ? ENTER : '';
    this.state = 'shown';
    await write(this.out, `${enter}\u001b[H${lines.join('\r\n')}\u001b[J`);
  }

  private painted({ text, tone }: ViewLine): string {
    const { red, yellow, green, bold, dim } = this.colors;
    if (tone === undefined) return text;
    return { bad: red, warn: yellow, good: green, title: bold, faint: dim }[tone](text);
  }
}
