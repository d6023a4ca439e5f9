import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { readBlockYaml } from './block-yaml.ts';

const documents = [
  'a: 1\nb:\n- x\n- y: z\n  w: "q: \\"r\\""\n-\n  deep: true\nc: {d: [1, two, "three"], e: null}\n',
  'command: ["sh", "-c",\n  "echo a # no remark",\n  \'it\'\'s\'] # remark\nnext: ~\n',
  'text: |\n  line one\n    indented\n\n  line two # stays\nfolded: >-\n  one\n  two\nlast: x\n',
  'a:\n  - b\n  - - nested\n    - list\n  - c: d\n    e:\n    - f\n# remark\ng: plain text goes\n  on here\n',
  '"quoted key": http://example.com:80/x#y\nother: a:b\nempty:\n---\nsecond: &name value\n...\n---\n- third\n',
  "schedule: '*/5 * * * *'\nimage: registry:5000/a/b:1.2.3\nargs:\n  - --flag=x:y\n  - -c\n",
];

describe('block YAML', () => {
  it.each(documents)('reads as the library does: %j', (text) => {
    const expected = parseAllDocuments(text);
    const values = Array.isArray(expected) ? expected.map((document): unknown => document.toJS()) : [];
    const found = readBlockYaml(text);
    expect(found.wrong).toBeUndefined();
    expect(found.documents.map(trimmed)).toEqual(values.map(trimmed));
  });

  it('reads what the library writes', () => {
    const word = fc
      .string({ unit: fc.constantFrom(...'ab:- #"\'[]{}|>&*!%@`,?/=\\~1é'), maxLength: 12 })
      .map((text) => text.trim());
    const key = fc.constantFrom('a', 'name', 'x-y', 'app.kubernetes.io/name', 'with space');
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        word,
        fc.boolean(),
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (object) => {
        expect(readBlockYaml(stringify(object, { lineWidth: 0 })).documents).toEqual([object]);
      }),
      { numRuns: 300 },
    );
  });

  it('goes on behind what is wrong, and says where that is', () => {
    const { documents: found, wrong } = readBlockYaml('a: 1\n   b: 2\n@@\nc: [1, 2\nd: 4\n');
    expect(found[0]).toMatchObject({ a: 1 });
    expect(wrong).toBe(2);
  });

  it('does not read the rest of the file for each bracket that nothing closes', () => {
    const { documents: found } = readBlockYaml(`${'a: [\n'.repeat(1_000_000)}b: 1\n`);
    expect(found).toEqual([{ a: null, b: 1 }]);
  });

  it('ends whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab: -\n\t#"\'[]{}|>&*!,\\'), maxLength: 300 }), (text) => {
        readBlockYaml(text);
      }),
      { numRuns: 2000 },
    );
    readBlockYaml(`${'- '.repeat(20_000)}x`);
    readBlockYaml('['.repeat(20_000));
  });
});

/** Literal texts end with a line's end, which nothing here asks for. */
function trimmed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replace(/\\n"/g, '"'));
}
