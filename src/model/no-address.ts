/** Stands for the identity of a connection whose driver prints none: then only the borrower tells connections apart (oracledb, cx_Oracle). */
export const NO_ADDRESS = '<no address>';
