/**
 * What Vibur calls a pool in all it logs: its name, a number of its own, and how many are taken, may still be opened, and are allowed (`org.vibur.dbcp.util.ViburUtils.getPoolName`). The
 * last two letters say whether it works and whether its caller was interrupted.
 */
export const POOL = String.raw`(?<pool>[^\s@]{1,100})@[0-9a-f]{1,8}\((?<taken>\d{1,6})\/\d{1,6}\/(?<max>\d{1,6})\/[wt]\/[in]\)`;
