/** No frame's end is longer. */
const LOOK = 240;
const FRAME_END =
  /\((?:[\w$.-]{1,100}\.(?:java|kt|scala|groovy)(?::\d{1,7})?|Native Method|Unknown Source|<generated>)\)(?: ~?\[[^\]]{0,80}\])?$/;

/** Whether a line ends like a frame of Java: behind a stamp it goes on with a stack whose lines are logged one by one. */
export function endsFrame(bytes: Buffer, from: number, to: number): boolean {
  const last = bytes[to - 1];
  return (last === 41 || last === 93) && FRAME_END.test(bytes.toString('latin1', Math.max(from, to - LOOK), to));
}
