/** What became of a suspect, in the order in which it asks for action. */
export const CHANGES = ['new', 'worse', 'not-exercised', 'same', 'better', 'gone'] as const;
export type ChangeKind = (typeof CHANGES)[number];
