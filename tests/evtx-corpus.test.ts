/**
 * Every record of the corpus, field by field, against the JSON beside its file, which another tool wrote (evtx_dump).
 * Where it writes a thing otherwise than we do, `asTheirs` and `alike` say so, and nothing else may differ.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type EventContent, type EventNode, eventTree, evtxEvent } from '../src/codec/evtx/evtx.ts';
import type { LogValue } from '../src/model/log-event.ts';
import { evtxRecords } from './evtx-records.ts';

const corpus = '../shared/corpus/sigma/regression';
const present = existsSync(corpus);
const note = present ? '' : ' (skipped: ../shared/corpus is not here)';

interface Theirs {
  [name: string]: Theirs | LogValue;
}

/** Documents of JSON that follow each other, each indented: a brace alone at the beginning of a line ends one. */
function documents(text: string): Theirs[] {
  return text
    .trim()
    .split(/(?<=^\})\s*/m)
    .map((document) => JSON.parse(document) as Theirs);
}

/**
 * Their shape: attributes beside the content as `#attributes`, `Data` by its name, an element without anything is null,
 * and one text with attributes is `#text`.
 */
function asTheirs(node: EventNode): Theirs | LogValue {
  const children = node.content.filter((part): part is EventNode => 'name' in part);
  const attributes = Object.fromEntries(node.attributes.map(({ name, value }) => [name, value]));
  const own = Object.keys(attributes).length > 0 ? { '#attributes': attributes } : {};
  if (children.length > 0) return { ...own, ...Object.fromEntries(children.map(entry)) };
  const value = valueOfNode(node.content);
  if (Object.keys(own).length === 0) return value;
  return value === null ? own : { ...own, '#text': value };
}

function entry(node: EventNode): [string, Theirs | LogValue] {
  const name = node.attributes.find((attribute) => attribute.name === 'Name')?.value;
  if (node.name === 'Data' && typeof name === 'string') return [name, valueOfNode(node.content)];
  return [node.name, asTheirs(node)];
}

function valueOfNode(content: readonly EventContent[]): LogValue {
  const [only] = content;
  return only && 'value' in only ? only.value : null;
}

/** GUIDs without braces and in capitals; times with six decimals of seven; text without spaces at its ends. */
function alike(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alike);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, alike(inner)]));
  if (typeof value !== 'string') return value;
  if (/^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(value)) return value.replace(/[{}]/g, '').toUpperCase();
  return value.replace(/^(\d{4}-\d\d-\d\dT[\d:]+\.\d{6})\dZ$/, '$1Z').trim();
}

/**
 * One JSON was changed by hand: it has seven decimals and two zeros, and writes `explorer.exe` where the bytes of its
 * event log (and evtxexport, on reading it) have `Explorer.EXE`.
 */
function asLogged(json: string): string {
  return json
    .replace('"2026-03-20T08:31:26.751156500Z"', '"2026-03-20T08:31:26.751156Z"')
    .replace(
      '"ParentCommandLine": "C:\\\\Windows\\\\Explorer.exe"',
      '"ParentCommandLine": "C:\\\\Windows\\\\Explorer.EXE"',
    );
}

const folders = present ? readdirSync(corpus) : [];

function pairOf(folder: string): { evtx: Uint8Array; json: string } {
  const files = readdirSync(`${corpus}/${folder}`);
  const named = (end: string): string => `${corpus}/${folder}/${files.find((file) => file.endsWith(end)) ?? ''}`;
  return { evtx: readFileSync(named('.evtx')), json: asLogged(readFileSync(named('.json'), 'utf8')) };
}

describe.skipIf(!present)(`the event logs of the corpus${note}`, () => {
  it.each(folders)('%s says what the JSON beside it says', (folder) => {
    const { evtx, json } = pairOf(folder);
    const ours = evtxRecords(evtx).map((record) => {
      const [root] = eventTree(record);
      return root && 'name' in root ? { [root.name]: asTheirs(root) } : root;
    });
    expect(ours.map(alike)).toEqual(documents(json).map(alike));
  });

  it.each(folders)('%s gives the same data as flat fields', (folder) => {
    const { evtx, json } = pairOf(folder);
    for (const [i, theirs] of documents(json).entries()) {
      const record = evtxRecords(evtx)[i];
      const event = theirs['Event'] as Record<string, Theirs>;
      const data = event['EventData'] ?? (Object.values(event['UserData'] ?? {})[0] as Theirs);
      const { '#attributes': _, ...told } = data;
      expect(record && alike(evtxEvent(record).fields)).toMatchObject(alike(told) as object);
    }
  });
});
