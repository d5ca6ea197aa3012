const TAG = /^\[([^[\]]{8,200})\] \S/;
/** `GET /overview`, `WS /live/7`. */
const ASKED = /(?:^| )[A-Z]{2,9} \/\S*/;

/**
 * The request of a program that puts it before each of its messages, the pool's lines among them: `[10.20.0.7 GET /overview] Connection …`. Method and path alone are no
 * request of their own: others ask for the same at the same time. Undefined where the message begins otherwise.
 */
export function requestTag(message: string): string | undefined {
  if (message.charCodeAt(0) !== 91) return undefined;
  const tag = TAG.exec(message)?.[1]?.trim();
  return tag !== undefined && ASKED.test(tag) && tag.split(/\s+/, 3).length === 3 ? tag : undefined;
}
