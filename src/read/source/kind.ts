import { stat } from 'node:fs/promises';

/** Whether it is a pipe that has a name: its bytes are given once, and may be waited for. */
export const isPipe = async (path: string): Promise<boolean> => (await stat(path).catch(() => undefined))?.isFIFO() === true;
