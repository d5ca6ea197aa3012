/** Where in every line of one shape stands what is told of its record. Values are counted as `Values` counts them; -1 stands for none. */
export interface Answer {
  /** How far behind the last stamp the process id begins. */
  readonly id: number;
  /** The value that names the process. */
  readonly idValue: number;
  /** The message, where its words may tell that the process is not the program's own. */
  readonly message: number;
  /** The value that is the record's time. */
  readonly time: number;
  /** The value that is the line itself, in what a container runtime keeps; all else is then told by that line's own shape. */
  readonly log: number;
  /** The value that names that line's stream. */
  readonly stream: number;
}

/** A line with a stamp that names no process. */
export const PLAIN: Answer = { id: -1, idValue: -1, message: -1, time: -1, log: -1, stream: -1 };
