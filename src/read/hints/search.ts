/** Finds which of some literals stand in a text. */
export interface Search {
  /** @returns how many were found; `found` holds their numbers then, each once or more */
  in(text: string): number;
  readonly found: { readonly [index: number]: number };
  any(text: string): boolean;
}
