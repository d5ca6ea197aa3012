import { describe, expect, it } from 'vitest';
import { loggedAt } from '../../../src/judge/conclude/suspects/logged-at.ts';

const lines = (...texts: string[]) => texts.map((text, i) => ({ source: 'app.log', line: i + 1, byte: i * 100, text }));
const at = (template: string, texts: string[], beside = true): string | undefined => {
  const place = loggedAt(template, lines(...texts), beside);
  return place && `${place.file}:${place.line}`;
};

describe('the statement that logs a suspect’s words', () => {
  it.each([
    ['zerolog’s console', '01:52AM INF plan.go:57 > tank is empty machine=Husky-2', 'plan.go:57'],
    ['zap’s JSON', '{"level":"info","ts":1,"caller":"shop/plan.go:57","msg":"tank is empty machine=Husky-2"}', 'shop/plan.go:57'],
    [
      'slog’s JSON',
      '{"level":"INFO","source":{"function":"main.plan","file":"/app/plan.go","line":57},"msg":"tank is empty machine=2"}',
      '/app/plan.go:57',
    ],
    ['klog', 'I1123 01:52:09.164908   19273 plan.go:57] tank is empty machine=7', 'plan.go:57'],
    ['Log4j’s location', '01:52:09 INFO [main] (Plan.java:57) - tank is empty machine=7', 'Plan.java:57'],
    ['Python’s', '2026-11-23 01:52:09,123 INFO [plan.py:57] tank is empty machine=7', 'plan.py:57'],
    ['no place at all', '2026-11-23 01:52:09,123 INFO tank is empty machine=7', undefined],
    ['an address and a time', '2026-11-23 01:52:09 INFO tank is empty machine=go.example:5432 at 12:30:01', undefined],
    ['a wrapper that prints all lines', '01:52AM INF log/logger.go:12 > tank is empty machine=Husky-2', undefined],
    ['two places', '01:52AM INF plan.go:57 > tank is empty machine=store.go:12', undefined],
  ])('as %s names it', (_, text, expected) => {
    expect(at('tank is empty machine=<*>', [text, text])).toBe(expected);
  });

  it('is none where lines of the same words are printed in two places', () => {
    expect(at('tank is empty', ['INF plan.go:57 > tank is empty', 'INF plan.go:91 > tank is empty'])).toBe(undefined);
  });

  it('is that of other lines only where its own name none, and those go with it', () => {
    const [gorm, own] = [
      '2026/11/23 01:52:09 /srv/orders.go:80 violates check constraint',
      'level=error msg="not saved" error="violates check constraint"',
    ];
    const template = 'not saved: violates check constraint';
    expect(at(template, [gorm, own])).toBe('/srv/orders.go:80');
    expect(at(template, [gorm, own], false)).toBe(undefined);
    expect(at(template, [gorm, `${own} caller=api.go:12`])).toBe('api.go:12');
    expect(at(template, [gorm])).toBe(undefined);
  });
});
