import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DumpItem, type DumpReader, JsonDump, YamlDump } from './dump.ts';

function read(reader: DumpReader, text: string, step = text.length): DumpItem[] {
  const bytes = new TextEncoder().encode(text);
  const items: DumpItem[] = [];
  for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
  return [...items, ...reader.end()];
}

const list = JSON.stringify({ kind: 'List', items: [{ a: 1 }, { b: '}],{' }], metadata: {} });
const yamlList = 'apiVersion: v1\nitems:\n- a: 1\n- b: 2\n  c: 3\nkind: List\n---\nd: 4\n';
const mebibyte = 1024 * 1024;

describe('dumps of a cluster', () => {
  it('are cut into their objects', () => {
    expect(read(new JsonDump(), list).map(({ values }) => values)).toEqual([[{ a: 1 }], [{ b: '}],{' }]]);
    expect(read(new JsonDump(), '{"a":1}\n{"items":2}').map(({ values }) => values)).toEqual([
      [{ a: 1 }],
      [{ items: 2 }],
    ]);
    expect(read(new YamlDump(), yamlList).map(({ values }) => values)).toEqual([
      [{ a: 1 }],
      [{ b: 2, c: 3 }],
      [{ kind: 'List' }],
      [{ d: 4 }],
    ]);
  });

  it('give the same objects in pieces of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (step) => {
        expect(read(new JsonDump(), list, step)).toEqual(read(new JsonDump(), list));
        expect(read(new YamlDump(), yamlList, step)).toEqual(read(new YamlDump(), yamlList));
      }),
    );
  });

  it('say where an object stands that is too long to be read, and go on behind it', () => {
    const long = 'x'.repeat(9 * 1024 * 1024);
    const json = `{"items":[{"a":"${long}"},{"b":2}]}`;
    const [first, second] = read(new JsonDump(), json, mebibyte);
    expect(first).toMatchObject({ offset: 10, length: long.length + 8 });
    expect(first?.values).toBeUndefined();
    expect(second).toMatchObject({ offset: json.indexOf('{"b"'), values: [{ b: 2 }] });
    const yaml = `items:\n- a: ${long}\n- b: 2\n`;
    const [cut, behind] = read(new YamlDump(), yaml, mebibyte);
    expect(cut?.values).toBeUndefined();
    expect(behind).toMatchObject({ offset: yaml.indexOf('- b'), values: [{ b: 2 }] });
  });

  it('say that the last object is cut off', () => {
    const [item] = read(new JsonDump(), '{"items":[{"a":1');
    expect(item).toMatchObject({ offset: 10, length: 6 });
    expect(item?.values).toBeUndefined();
  });
});
