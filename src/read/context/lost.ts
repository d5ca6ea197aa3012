/**
 * Who hands logs on says how many lines it dropped, after the fact.
 * Source: systemd, src/journal/journald-server.c (server_dispatch_message); rsyslog, runtime/ratelimit.c (tellLostCnt), plugins/imuxsock (before 7.4).
 */
const LOST =
  /(?:^|[\]:] )Suppressed (\d{1,12}) messages from \S|\b(\d{1,12}) messages lost due to rate-limiting\b|\bimuxsock lost (\d{1,12}) messages from pid \d/;

/** One of them stands in each line that tells of lost ones; such lines are read in full, as those with a plug-in's hint are. */
export const LOST_WORDS: readonly string[] = ['Suppressed ', ' messages lost due to rate-limiting', 'imuxsock lost '];

/** How many lines were lost before this one, by its word; undefined where it speaks of none. */
export function lostIn(message: string): number | undefined {
  if (!LOST_WORDS.some((word) => message.includes(word))) return undefined;
  const found = LOST.exec(message.length > 300 ? message.slice(0, 300) : message);
  return found === null ? undefined : Number(found[1] ?? found[2] ?? found[3]);
}
