import { expect, test } from 'vitest';
import { plainModule, writtenName } from '../../src/model/written-name.ts';

/** `[a lambda in] class method`, as the report words it. */
const read = (whole: string): string => {
  const dot = whole.lastIndexOf('.');
  const {
    function: name,
    module,
    lambda,
  } = writtenName({ function: whole.slice(dot + 1), ...(dot > 0 && { module: whole.slice(0, dot) }) });
  return `${lambda ? 'λ ' : ''}${module ?? ''} ${name}`.trim();
};

test.each([
  ['eu.marina.Berths.lambda$main$0', 'λ eu.marina.Berths main'],
  ['eu.marina.Berths.lambda$null$3', 'λ eu.marina.Berths'],
  ['eu.marina.Berths.lambda$new$1', 'λ eu.marina.Berths <init>'],
  ['io.stage.TicketsKt.main$lambda$6', 'λ io.stage.TicketsKt main'],
  ['io.stage.Tasks.http$lambda$9$lambda$7$lambda$6', 'λ io.stage.Tasks http'],
  ['se.ladda.Sessions$unlock$2$connection$1.invokeSuspend', 'se.ladda.Sessions unlock'],
  ['se.ladda.Sessions$unlock$2.invoke', 'λ se.ladda.Sessions unlock'],
  ['se.ladda.Sessions.place$suspendImpl', 'se.ladda.Sessions place'],
  ['se.ladda.Sessions.place$default', 'se.ladda.Sessions place'],
  ['farm.Barns.$anonfun$reserve$1', 'λ farm.Barns reserve'],
  ['farm.Barns$.$anonfun$reserve$1$adapted', 'λ farm.Barns reserve'],
  ['farm.Barns$$anonfun$reserve$1.apply', 'λ farm.Barns reserve'],
  ['farm.Barns$.reserve', 'farm.Barns reserve'],
  ['shop.Orders$$SpringCGLIB$$0.place', 'shop.Orders place'],
  ['shop.Orders$$EnhancerBySpringCGLIB$$ad0fe4e5.place', 'shop.Orders place'],
])('%s was written as %s', (printed, written) => expect(read(printed)).toBe(written));

test.each([
  'shop.Orders.place',
  'shop.Orders$Builder.build',
  'shop.Orders$1.run',
  'shop.Orders$1.invokeSuspend',
  'jdk.proxy2.$Proxy99.save',
  'orders.(*Server).place',
  'create_invoice',
  'shop.Orders.lambda',
  'shop.$.get',
  'shop.Orders.<init>',
])('%s is left as it is', (printed) => {
  const dot = printed.lastIndexOf('.');
  expect(read(printed)).toBe(`${printed.slice(0, Math.max(0, dot))} ${printed.slice(dot + 1)}`.trim());
});

test('a name is read in no time, however it is made', () => {
  for (const hostile of [
    '$'.repeat(5000),
    `lambda${'$a'.repeat(2500)}`,
    `a${'$lambda$1'.repeat(600)}x`,
    `$${'a.'.repeat(2000)}$Definition$`,
  ]) {
    expect(writtenName({ function: hostile, module: hostile }).function.length).toBeLessThanOrEqual(hostile.length);
    expect(plainModule(hostile)?.length ?? 0).toBeLessThanOrEqual(hostile.length);
  }
});
