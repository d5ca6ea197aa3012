/** A line of the view and what it is about, by which it may be coloured. */
export interface ViewLine {
  readonly text: string;
  readonly tone?: 'bad' | 'warn' | 'good' | 'title' | 'faint';
}

/** How each verdict is coloured. */
export const TONES = { leak: 'bad', saturation: 'warn', 'long-hold': 'warn', inconclusive: 'faint', healthy: 'good' } as const;
