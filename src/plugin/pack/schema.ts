import { FORMS } from './values.ts';
import { PACK_KINDS, STACKED } from './fields.ts';

type Json = Record<string, unknown>;

const text = (maxLength: number, more: Json = {}): Json => ({ type: 'string', minLength: 1, maxLength, ...more });
const closed = (properties: Json, required: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
});

const group = text(100, { description: 'The name of a group of the pattern.' });
const readAs = {
  anyOf: [group, closed({ group, as: { enum: FORMS, description: 'A duration has its unit with it; seconds and the like are plain numbers.' } }, ['group'])],
}; // prettier-ignore

/** What an event of some kind can be given: by groups (`map`) and as it stands (`set`). */
const forKind = ([kind, fields]: readonly [string, (typeof PACK_KINDS extends ReadonlyMap<string, infer F> ? F : never)]): Json => {
  const mapped = [...fields].filter(([, { type }]) => type !== 'other').map(([name]) => [name, { $ref: '#/$defs/group' }]);
  const constant = [...fields].map(([name, { schema }]) => [name, schema]);
  return {
    if: { properties: { kind: { const: kind } }, required: ['kind'] },
    then: {
      properties: {
        map: { ...closed({ ...Object.fromEntries(mapped), at: { $ref: '#/$defs/group' } }), title: kind },
        set: { ...closed(Object.fromEntries(constant)), title: kind },
        ...(STACKED.has(kind) ? {} : { stack: false }),
      },
    },
  };
}; // prettier-ignore

const event = {
  kind: { enum: [...PACK_KINDS.keys()], description: 'The kind of event that the line becomes.' },
  map: { type: 'object', description: 'Field of the event: the group that it is read from.' },
  set: { type: 'object', description: 'Field of the event: the value that it always has.' },
};

/** JSON Schema (2020-12) of a pattern pack, closed: what it does not name would not do anything. */
export const packJsonSchema = (): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:leak-stream:schema:pack:1.0',
  title: 'leak-stream pattern pack',
  ...closed(
    {
      $schema: { type: 'string' },
      id: text(60, { pattern: '^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$', description: 'Lower-case words joined by dashes: the name of the parser.' }),
      title: text(200),
      runtime: text(60, { description: 'The name of the pool library in reports; the id where left out.' }),
      docs: text(500),
      replaces: text(60, { description: 'The parser whose place this one takes.' }),
      hints: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: text(200, { minLength: 4, description: 'A shorter one stands in too many lines.' }),
        description: 'Literals of which each line that is looked for has one.',
      },
      context: {
        enum: [true, false, "samples"],
        description: "The lines carry no stack: keep ordinary lines too, to tell by them who it was. `samples`: only where the pool prints samples of in-use.",
      },
      continues: text(2000, { description: 'A regular expression: which lines go on with a record, beyond indented ones and those of a stack.' }),
      frames: { type: 'array', maxItems: 200, items: text(500) },
      rules: {
        type: 'object',
        minProperties: 1,
        maxProperties: 100,
        propertyNames: { pattern: '^[a-z][a-z0-9-]*$', maxLength: 60 },
        additionalProperties: { $ref: '#/$defs/rule' },
      },
      samples: { type: 'array', minItems: 1, maxItems: 500, items: { $ref: '#/$defs/sample' } },
    },
    ['id', 'title', 'hints', 'rules', 'samples'],
  ),
  $defs: {
    group: readAs,
    event: { ...closed(event, ['kind']), allOf: [...PACK_KINDS].map(forKind) },
    rule: {
      ...closed(
        {
          pattern: text(2000, { description: 'A regular expression of JavaScript with named groups: (?<name>…).' }),
          flags: { type: 'string', pattern: '^[imsu]{0,4}$' },
          scope: { enum: ['message', 'raw', 'record'] },
          ...event,
          stack: { enum: ['java', 'python', 'go', 'javascript'], description: 'The lines below hold a call stack as this language prints it.' },
          also: { type: 'array', maxItems: 10, items: { $ref: '#/$defs/event' }, description: 'Further events of the same line.' },
        },
        ['pattern', 'kind'],
      ),
      allOf: [...PACK_KINDS].map(forKind),
    },
    sample: closed(
      {
        name: text(200),
        log: text(20_000, { description: 'A real line, with its timestamp and all; lines below it follow after \\n.' }),
        reads: { anyOf: [{ type: 'object' }, { type: 'array', items: { type: 'object' } }], description: 'What it must become; [] for a decoy.' },
        rule: text(60),
        decoy: { type: 'boolean', description: 'A line that looks alike and must be left alone.' },
      },
      ['log', 'reads'],
    ),
  },
}); // prettier-ignore
