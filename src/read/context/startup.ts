/** A process, server or worker says that it begins: the first words of a log, and again after a restart. */
const BEGINS =
  /^[\s*#=>-]{0,6}(?:starting|started|booting|listening|serving|launching)\b|\b(?:server|application|app|service|worker|process) (?:is )?(?:started|starting|ready|listening|running)\b|\b(?:listening|running) (?:on|at|addr|address|port)\b|\bstarting (?:up|server|application|service|worker|process)\b|\bstartup complete\b|\b(?:starting|started|booting|booted)\b[^\n]{0,40}\b(?:version|pid|v\d)/i;

export const saysStartup = (message: string): boolean => BEGINS.test(message.length > 300 ? message.slice(0, 300) : message);
