import type { Life } from '../../state.ts';

/** Requests that are remembered: what one leaves behind begins right after its line. */
const MOST = 64;

/** A request's line came. What it left to do afterwards (a background task of Starlette, `add_task` of Sanic) still bears its id. */
export function noteRequestLine({ requestRoutes }: Life, request: string, route: string): void {
  requestRoutes.delete(request);
  if (requestRoutes.size >= MOST) requestRoutes.delete(requestRoutes.keys().next().value as string);
  requestRoutes.set(request, route);
}

/** The route of a request whose line was logged before. Another line of the same id may still tell another one, for a trace has several requests. */
export const routeBefore = ({ requestRoutes }: Life, request: string | undefined): string | undefined =>
  request === undefined ? undefined : requestRoutes.get(request);
