/**
 * The runtime of lines that do not tell which library's pool they speak of. Where other lines of the same process do tell, the judge takes them for lines
 * of that pool.
 */
export const UNNAMED_RUNTIME = 'database-pool';
