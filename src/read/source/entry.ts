/** An input that can be opened. */
export interface Entry {
  readonly name: string;
  /** @throws where it cannot be read */
  open(): AsyncIterable<unknown> & { destroy?(): unknown; reuseBlocks?(prompt: boolean): void };
  /** Nobody named this file itself: it was found in a folder, and may be anything. */
  readonly found: boolean;
  /** Its path, where it is what the system gives a path. */
  readonly path?: string;
  /** Of an archive: its files, and those whose text is read elsewhere, as far as they were looked for. */
  readonly archived?: { readonly paths: readonly string[]; readonly without: ReadonlySet<string> };
  /** Where its reading goes on, if it was begun before: a byte of the file where that is plain text, else of what is inside. */
  readonly from?: { readonly plain: boolean; readonly at: number };
}

/** Files that rotation parted and that are read as one log. */
export interface EntrySet {
  readonly name: string;
  /** Oldest first, as far as the names tell. */
  readonly parts: readonly Entry[];
  /** Their names alone do not prove that they are one log. */
  readonly doubtful: boolean;
}
