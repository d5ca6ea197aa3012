/** Stands for the identity of a connection whose driver prints none: then only the borrower tells connections apart (oracledb, cx_Oracle). */
export const NO_ADDRESS = '<no address>';

/**
 * Stands for a connection of which a program's own line names nothing at all: as many of these may be out as lines say. What comes back is told from what
 * is out by who took it, where, and how long ago.
 */
export const NO_NAME = '<no name>';
