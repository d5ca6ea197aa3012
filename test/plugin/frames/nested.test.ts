import { expect, test } from 'vitest';
import { javaStack } from '../../../src/plugin/frames/java.ts';
import { withNested } from '../../../src/plugin/frames/nested.ts';

const at = (...frames: string[]) => javaStack(frames.map((frame) => `\tat ${frame}`));

const HIKARI = 'com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)';
const SPRING = 'org.springframework.transaction.support.AbstractPlatformTransactionManager';
const BEGINS = [HIKARI, 'org.springframework.jdbc.datasource.DataSourceTransactionManager.doBegin(DataSourceTransactionManager.java:268)', `${SPRING}.startTransaction(AbstractPlatformTransactionManager.java:532)`]; // prettier-ignore

test.each([
  ['Spring', true, [...BEGINS, `${SPRING}.handleExistingTransaction(AbstractPlatformTransactionManager.java:452)`]],
  ['Micronaut', true, [HIKARI, 'io.micronaut.transaction.support.AbstractSynchronousTransactionManager.handleExistingTransaction(AbstractSynchronousTransactionManager.java:400)']],
  ['a first transaction', false, [...BEGINS, `${SPRING}.getTransaction(AbstractPlatformTransactionManager.java:405)`]],
  ['somebody’s own method of that name', false, [HIKARI, 'shop.Ledger.handleExistingTransaction(Ledger.java:7)']],
])('%s', (_, nested, frames) => {
  const stack = at(...frames, 'shop.Journal.note(Journal.java:4)');
  expect(withNested({ kind: 'acquire-timeout', stack })).toEqual({ kind: 'acquire-timeout', stack, ...(nested && { nested: true }) });
}); // prettier-ignore

test('nothing else is marked, and what a plug-in says stands', () => {
  const stack = at(`${SPRING}.handleExistingTransaction(AbstractPlatformTransactionManager.java:452)`);
  for (const draft of [{ kind: 'leak-reported', connection: 'c', stack } as const, { kind: 'acquire-timeout', nested: true } as const])
    expect(withNested(draft)).toBe(draft);
  expect(withNested(undefined as never)).toBeUndefined();
});
