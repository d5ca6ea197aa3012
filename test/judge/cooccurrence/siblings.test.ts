import { describe, expect, it } from 'vitest';
import {
  addLine,
  attribute,
  attributeTogether,
  closeInterval,
  emptyIntervals,
  type Intervals,
} from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';

interface Failing {
  readonly route: string;
  readonly status: number;
  /** Of so many lines one leaves a connection behind. */
  readonly oneOf: number;
  /** What a warning says of such a request, its route included. */
  readonly template?: string;
}

/** Routes that fail by turns, every other interval, among others that do not. */
function world(failing: readonly Failing[]): { value: Intervals; samples: PoolSample[] } {
  const [value, samples]: [Intervals, PoolSample[]] = [emptyIntervals(), []];
  let [inUse, line] = [0, 0];
  const say = (route: string, status: number, template?: string): void => {
    line += 1;
    const words = template === undefined ? {} : ({ template, severity: 'warn', access: true } as const);
    addLine(value, { source: 'app.log', line, byte: line * 100, text: `line ${line}`, at: null, route, status, ...words }, true);
  };
  const seen = failing.map(() => 0);
  for (let i = 0; i < 84; i++) {
    say('GET /recipes/{id}', 200);
    if (i % 3 === 0) say('GET /recipes/{id}/translations/de', 200);
    if (i % 10 === 0) for (const { route } of failing) say(route, 200);
    if (i % 2 === 1 && i < 80) {
      const which = Math.floor(i / 2) % failing.length;
      const { route, status, oneOf, template } = failing[which]!;
      say(route, status, template);
      seen[which]! += 1;
      if (seen[which]! % oneOf === 0) inUse += 1;
    }
    const sample = { at: i * 15_000, inUse, line: ++line };
    samples.push(sample);
    closeInterval(value, sample);
  }
  return { value, samples };
}

const IT = { route: 'GET /recipes/{id}/translations/it', status: 404, oneOf: 1 };
const FR = { route: 'GET /recipes/{id}/translations/fr', status: 404, oneOf: 1 };
const ES = { route: 'GET /recipes/{id}/translations/es', status: 404, oneOf: 1 };
const BOTH = 'GET /recipes/{id}/translations/{id}';
const floorOf = (samples: readonly PoolSample[]) => judgeSeries(samples, 0, { fromStart: true }).floor;

const named = (...failing: Failing[]) => {
  const { value, samples } = world(failing);
  return attribute(value, floorOf(samples), { fromStart: true }).suspects;
};

describe('routes that differ in one name', () => {
  it('and lose connections alike are one suspect, with both named', () => {
    const [one, ...others] = named(IT, FR);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ route: BOTH, status: 404, occurrences: 40, alike: [IT.route, FR.route] });
    expect(one!.leaked).toBeGreaterThan(35);
  });

  it.each([
    ['another status', { ...FR, status: 410 }],
    ['another rate', { ...FR, oneOf: 2 }],
    ['another method', { ...FR, route: 'PUT /recipes/{id}/translations/fr' }],
    ['nothing but the first name in common', { ...FR, route: 'GET /menus/{id}/translations/it' }],
    ['two names apart', { ...FR, route: 'GET /recipes/{id}/pictures/fr' }],
  ])('are two with %s', (_, other) => {
    expect(named(IT, other).map(({ route }) => route).sort()).toEqual([IT.route, other.route].sort()); // prettier-ignore
  });

  it.each([
    ['two collections of an interface', 'POST /api/orders', 'POST /api/payments'],
    ['items of two of them', 'POST /api/v1/orders/{id}', 'POST /api/v1/payments/{id}'],
    ['two things that are done to one item', 'POST /orders/{id}/cancel', 'POST /orders/{id}/refund'],
  ])('are two where they may be %s', (_, ...routes) => {
    expect(named(...routes.map((route) => ({ route, status: 500, oneOf: 1 }))).map(({ route }) => route).sort()).toEqual(routes); // prettier-ignore
  });

  it('are one in each of several processes, too, be they two or three', () => {
    for (const failing of [
      [IT, FR],
      [IT, FR, ES],
    ]) {
      const { value, samples } = world(failing);
      const part = { value, floor: floorOf(samples), options: { fromStart: true } };
      const found = attributeTogether([part, part]);
      for (const { suspects } of found) expect(suspects).toMatchObject([{ route: BOTH, occurrences: 40 }]);
      for (const { suspects } of found) expect([...suspects[0]!.alike!].sort()).toEqual(failing.map(({ route }) => route).sort());
    }
  });
});

describe('routes that fail with the same words', () => {
  const said = (name: string, words = 'crane is in maintenance', more: Partial<Failing> = {}): Failing => ({
    route: `POST /cranes/{id}/${name}`,
    status: 409,
    oneOf: 1,
    template: `request path=/cranes/<*>/${name} err="${words}"`,
    ...more,
  });

  it('and lose connections alike are one suspect, by these words', () => {
    const [one, ...others] = named(said('lift'), said('slew'));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ template: 'request path=<*> err="crane is in maintenance"', occurrences: 40 });
    expect(one!.route).toBeUndefined();
    expect(one!.alike).toEqual(['POST /cranes/{id}/lift', 'POST /cranes/{id}/slew']);
    expect(one!.leaked).toBeGreaterThan(35);
  });

  it('are one with three routes, and in each of several processes', () => {
    const { value, samples } = world([said('lift'), said('slew'), said('park')]);
    const part = { value, floor: floorOf(samples), options: { fromStart: true } };
    for (const { suspects } of [attribute(value, part.floor, part.options), ...attributeTogether([part, part])]) {
      expect(suspects.map(({ template }) => template)).toEqual(['request path=<*> err="crane is in maintenance"']);
      expect(suspects[0]!.alike).toHaveLength(3);
    }
  });

  it.each([
    ['other words', said('slew', 'wind above limit')],
    ['another rate', said('slew', 'crane is in maintenance', { oneOf: 3 })],
    ['no words at all', { route: 'POST /cranes/{id}/slew', status: 409, oneOf: 1 }],
  ])('are two with %s', (_, other) => {
    expect(named(said('lift'), other)).toHaveLength(2);
  });
});
