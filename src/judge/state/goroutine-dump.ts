import type { Evidence } from '../../model/report.ts';

export interface GoroutineDump {
  at: number | null;
  openTransactions: number;
  openRows: number;
  waiting: number;
  stacks: { about: 'transaction' | 'rows' | 'holder' | 'waiter' | 'panic'; count: number; stack: string }[];
  evidence: Evidence;
}
