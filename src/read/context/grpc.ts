/** In the order of their numbers (google/rpc/code.proto, and Go's google.golang.org/grpc/codes). */
const NAMES = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALIDARGUMENT', 'DEADLINEEXCEEDED', 'NOTFOUND', 'ALREADYEXISTS', 'PERMISSIONDENIED', 'RESOURCEEXHAUSTED',
  'FAILEDPRECONDITION', 'ABORTED', 'OUTOFRANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATALOSS', 'UNAUTHENTICATED',
]; // prettier-ignore
const NUMBERS = new Map([...NAMES.map((name, number): [string, number] => [name, number]), ['CANCELED', 1]]);

/** gRPC's number of a status: `ResourceExhausted`, `RESOURCE_EXHAUSTED`, `codes.NotFound`, `StatusCode.ABORTED`, `8`. Undefined where it is none. */
export function grpcStatus(text: string): number | undefined {
  if (text.length > 40) return undefined;
  if (/^\d{1,2}$/.test(text)) return Number(text) <= 16 ? Number(text) : undefined;
  return NUMBERS.get(
    text
      .replace(/^[A-Za-z]{1,12}\./, '')
      .replaceAll('_', '')
      .toUpperCase(),
  );
}

const CODE = /(?:^|[\s,;({[])(?:grpc[._])?(?:code|status)["']?[=:] ?["']?([A-Za-z][\w.]{1,38})/i;
/** `/shop.v1.Orders/Get OK 1.2ms`, `… -> NotFound (1.2ms)`. */
const BARE = /^["')\]]{0,2}[\s\-=>|,]{0,6}([A-Z][A-Za-z_]{1,20})(?= {0,4}(?:$|[(|,;\d]|in \d|took \d))/;

/** The status that stands behind a call's name in a line of text, and what follows it. */
export function grpcStatusIn(text: string): { readonly status: number; readonly rest: string } | undefined {
  for (const pattern of [CODE, BARE]) {
    const found = pattern.exec(text);
    const status = found ? grpcStatus(found[1] as string) : undefined;
    if (found && status !== undefined) return { status, rest: text.slice(found.index + found[0].length) };
  }
  return undefined;
}
