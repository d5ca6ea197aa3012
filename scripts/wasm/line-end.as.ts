// Part of the prefilter's inner loop (lines.as.ts): where a line ends, and how.
/** Where the line ends; 0 where a control character stands in it that only the prefilter can judge. */
export function endOf(from: usize): usize {
  for (let at = from; ; at += 16) {
    const bytes = v128.load(at);
    const control = i8x16.bitmask(v128.andnot(i8x16.lt_u(bytes, i8x16.splat(32)), i8x16.eq(bytes, i8x16.splat(9))));
    if (control == 0) continue;
    const end = at + ctz(control);
    const byte = load<u8>(end);
    return byte == 10 ? end : byte == 13 && load<u8>(end + 1) == 10 ? end + 1 : 0;
  }
}

/** No frame's place in parentheses is longer, nor the archive in brackets behind it: as in frame-end.ts. */
const PLACE: usize = 120;
const ARCHIVE: usize = 88;

/** Whether the line may end like a frame of Java, `(Orders.java:7)` or `(Orders.java:7) ~[app.jar:1.0]`: it may be one of a stack that is logged line by line. */
export function mayEndFrame(from: usize, to: usize): bool {
  const last = load<u8>(to - 1);
  if (last == 41) return mayBePlace(from, to - 1);
  if (last != 93) return false;
  const stop = max(from, to > ARCHIVE ? to - ARCHIVE : 0);
  for (let at = to - 2; at > stop; at--) {
    if (load<u8>(at) != 41 || load<u8>(at + 1) != 32) continue;
    const mark = load<u8>(at + 2);
    if ((mark == 91 || mark == 126) && mayBePlace(from, at)) return true;
  }
  return false;
}

/** Whether a frame's place may end with the parenthesis at `end`. */
function mayBePlace(from: usize, end: usize): bool {
  const stop = max(from, end - PLACE);
  for (let at = end - 1; at > stop; at--) {
    const byte = load<u8>(at);
    if (byte == 41) return false;
    if (byte != 40) continue;
    // `Native Method`, `Unknown Source`, `<generated>`, or a file's name with a point in it.
    const first = load<u8>(at + 1);
    if (first == 78 || first == 85 || first == 60) return true;
    while (++at < end) if (load<u8>(at) == 46) return true;
    return false;
  }
  return false;
}
