/** What HikariCP says behind its pool's name and ` - `: the word before is then no logger, unless names in steps have stood there. */
const OF_A_POOL =
  /^(?:Start(?:ing|ed| completed)\b|Shutdown (?:initiated|completed)|Close(?:d\.| initiated)|Pool stats \(|(?:Before|After) (?:cleanup|fill|clos)|Added connection|Clos(?:ing|ed) connection|Fill pool|Connection (?:not added|is not available)|configuration:|Thread starvation|Retrograde clock|Timeout failure|Failed to validate|Failed to create|keepalive:|Reset \()/i;

/** Whether what stands at `start` is a pool's own word, so that the name before it is a pool's. */
export const soundsOfPool = (text: string, start: number): boolean => OF_A_POOL.test(text.slice(start, start + 40));
