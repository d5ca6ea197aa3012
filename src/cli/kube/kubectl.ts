import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

/** What a call of kubectl came to. */
export interface Outcome {
  readonly code: number | null;
  /** The end of what it said on stderr; where it could not be started, why. */
  readonly said: string;
  /** The system found no such program. */
  readonly missing: boolean;
}

/** A call that goes on. */
export interface Call {
  readonly stdout: Readable;
  /** Resolves once it has ended and all that it wrote was read. It never rejects. */
  readonly ended: Promise<Outcome>;
  stop(): void;
}

/** What is kept of stderr. */
const SAID = 4096;

/** Runs kubectl, never a shell: what a word holds is a word. */
export class Kubectl {
  readonly program: string;
  private readonly children = new Set<ChildProcess>();

  constructor(program: string) {
    this.program = program;
  }

  call(args: readonly string[]): Call {
    const child = spawn(this.program, [...args], { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    this.children.add(child);
    let said = '';
    let missing = false;
    child.stderr.setEncoding('utf8').on('data', (piece: string) => (said = (said + piece).slice(-SAID)));
    const ended = new Promise<Outcome>((resolve) => {
      child.on('error', (error: NodeJS.ErrnoException) => {
        missing = error.code === 'ENOENT' || error.code === 'EACCES';
        said = error.message;
        child.stdout.destroy();
        resolve({ code: null, said, missing });
      });
      child.on('close', (code) => resolve({ code, said: said.trim(), missing }));
    });
    void ended.then(() => this.children.delete(child));
    return { stdout: child.stdout, ended, stop: () => void child.kill('SIGTERM') };
  }

  /** Runs it to its end. */
  async run(args: readonly string[]): Promise<Outcome & { readonly stdout: string }> {
    const call = this.call(args);
    const pieces: Buffer[] = [];
    call.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    return { ...(await call.ended), stdout: Buffer.concat(pieces).toString('utf8') };
  }

  /** Ends all that still run. */
  stop(): void {
    for (const child of this.children) child.kill('SIGTERM');
  }
}
