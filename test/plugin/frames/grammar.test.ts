import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameRuleError, parseFrameRules } from '../../../src/plugin/frames/grammar.ts';

const shape = (text: string): unknown =>
  parseFrameRules(text).map(({ matchers, actions }) => ({
    matchers: matchers.map(({ field, value, negated }) => `${negated ? '!' : ''}${field}=${value}`),
    actions,
  }));

describe('frame rules', () => {
  it('are read one a line, without comments and blank lines', () => {
    expect(
      shape(`# ours
family:java stack.module:com.acme.** +app   # our own code

!path:"C:/Program Files/*" function:"say \\"hi\\"" ^-group -group`),
    ).toEqual([
      { matchers: ['family=java', 'module=com.acme.**'], actions: [{ kind: 'app', app: true, range: 'self' }] },
      {
        matchers: ['!path=C:/Program Files/*', 'function=say "hi"'],
        actions: [
          { kind: 'group', group: false, range: 'callees' },
          { kind: 'group', group: false, range: 'self' },
        ],
      },
    ]);
  });

  it('know every spelling of a matcher', () => {
    const fields = ['stack.module', 'module', 'stack.function', 'function', 'stack.abs_path', 'path', 'file', 'stack.package', 'package'];
    expect(parseFrameRules(fields.map((field) => `${field}:x +app`)).map((rule) => rule.matchers[0]?.field)).toEqual([
      'module',
      'module',
      'function',
      'function',
      'path',
      'path',
      'path',
      'package',
      'package',
    ]);
  });

  it('know every action', () => {
    const of = (action: string): unknown => parseFrameRules(`module:x ${action}`)[0]?.actions;
    expect(of('v-app')).toEqual([{ kind: 'app', app: false, range: 'callers' }]);
    expect(of('+group')).toEqual([{ kind: 'group', group: true, range: 'self' }]);
    expect(of('max-frames=3')).toEqual([{ kind: 'max-frames', count: 3 }]);
    expect(of('^role=driver')).toEqual([{ kind: 'role', role: 'driver', range: 'callees' }]);
  });

  it.each([
    ['module:a', 'there is no action'],
    ['+app', 'there is no matcher'],
    ['modul:a +app', "unknown matcher 'modul'"],
    ['module:a +aplication', "unknown action '+aplication'"],
    ['module:a role=culprit', "unknown role 'culprit'"],
    ['family:jvm +app', "unknown family 'jvm'"],
    ['app:maybe -group', 'app: takes yes or no'],
    ['module:a max-frames=many', 'whole number'],
    ['module:a +app module:b', 'stands after an action'],
    ['module:"a +app', 'a quote is not closed'],
    ['[ module:a ] | module:b +app', 'not supported'],
    ['com.acme.** +app', 'neither a matcher'],
  ])('%s is refused: %s', (rule, problem) => {
    const read = (): unknown => parseFrameRules(['# first', rule]);
    expect(read).toThrow(FrameRuleError);
    expect(read).toThrow(problem);
    expect(read).toThrow('line 2');
  });

  it('are read or refused, whatever the text', () => {
    const word = fc.constantFrom(
      'module:a.**',
      'path:"x y"',
      '!app:no',
      '+app',
      '^-group',
      'role=pool',
      '|',
      '[',
      '"',
      '#',
      'max-frames=',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          try {
            for (const rule of parseFrameRules(text)) expect(rule.matchers.length * rule.actions.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(FrameRuleError);
          }
        },
      ),
    );
  });
});
