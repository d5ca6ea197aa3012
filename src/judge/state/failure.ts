/** A failure to get a connection, as one of the records told it that tell of it. */
export interface Failure {
  readonly at: number | null;
  readonly waited: number | null;
  readonly line: number;
  /** A stack or a route was told. */
  named: boolean;
  logger: string | undefined;
  /** Records without a stack, this one included, whose stack may still come. */
  bare: number;
}
