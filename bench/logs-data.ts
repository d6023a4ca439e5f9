/** Logs and rules that the section `logs` reads, made once into bench/data/. */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { random } from '../fuzz/mutate.ts';
import { evtxChunks, evtxFile } from '../tests/evtx-writer.ts';
import { folder } from './data.ts';
import { sysmonEvent } from './logs-evtx.ts';
import type { Next } from './logs-values.ts';

const batchLines = 10_000;
const batchEvents = 2_000;
/** Of an event log, before its chunks. */
const headerBytes = 4096;
const corpus = join('..', 'shared', 'corpus', 'sigma', 'regression');

/** Makes a file once, batch by batch, until `make` has no more. */
function written(name: string, make: () => string | Uint8Array | undefined): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const out = openSync(path, 'w');
  for (let batch = make(); batch !== undefined; batch = make())
    writeSync(out, typeof batch === 'string' ? Buffer.from(batch) : batch);
  closeSync(out);
  return path;
}

/** Lines until so many bytes are there. */
export function lineLog(name: string, bytes: number, seed: number, line: (at: number, next: Next) => string): string {
  const next = random(seed);
  let made = 0;
  let size = 0;
  return written(name, () => {
    if (size >= bytes) return undefined;
    let batch = '';
    for (const end = made + batchLines; made < end; made++) batch += line(made, next);
    size += batch.length;
    return batch;
  });
}

/** So many events, as found on a machine that runs. */
export function eventLog(name: string, events: number): string {
  const next = random(7);
  let made = 0;
  return written(name, () => {
    if (made >= events) return undefined;
    const first = made;
    made = Math.min(events, made + batchEvents);
    const batch = Array.from({ length: made - first }, (_, i) => sysmonEvent(first + i, next));
    const chunks = evtxChunks(batch);
    const head = first === 0 ? [evtxFile(batch.slice(0, 1), { dirty: true }).subarray(0, headerBytes)] : [];
    return Buffer.concat([...head, ...chunks]);
  });
}

/** The rules of the corpus; nothing where it is not here. */
function corpusRules(): string[] {
  if (!existsSync(corpus)) return [];
  const paths = readdirSync(corpus).map((name) => join(corpus, name, 'rule.yml'));
  return paths.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
}

/** How many rules the corpus has. */
export const corpusSize: number = corpusRules().length;

/**
 * A folder of so many rules: some of the corpus, all of them, or all and then again with another id and other literals.
 * Names of programs stay, as they do where many rules are about one program.
 */
export function ruleFolder(count: number): string {
  const path = join(folder, `sigma-${count}`);
  if (existsSync(path)) return path;
  mkdirSync(path, { recursive: true });
  const rules = corpusRules();
  for (let i = 0; i < count; i++) {
    const round = Math.floor(i / rules.length);
    const rule = rules[count < rules.length ? Math.floor((i * rules.length) / count) : i % rules.length] ?? '';
    writeFileSync(join(path, `${i}.yml`), round === 0 ? rule : varied(rule, round));
  }
  return path;
}

function varied(rule: string, round: number): string {
  const [head = '', detection = '', behind = ''] = rule.split(/^(?=detection:)|^(?=falsepositives:)/m);
  const id = String(round).padStart(4, '0');
  // What a filter takes out stays: the rule would match whatever it was made to leave out.
  const parts = detection
    .split(/^(?= {4}\S)/m)
    .map((part) => (/^ {4}(?:filter|exclu)/.test(part) ? part : other(part, id)));
  return `${head.replace(/^(id: .{9})[0-9a-f]{4}/m, `$1${id}`)}${parts.join('')}${behind}`;
}

function other(part: string, id: string): string {
  return part.replace(/^(\s+(?:- |[\w|]+: )'[^'\n]{3,}?)('\s*)$/gm, (whole, text: string, end: string) =>
    /\|re|\.(?:exe|dll)$|\*/i.test(text) ? whole : `${text}${id}${end}`,
  );
}
