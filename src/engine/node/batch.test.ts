import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storedZip } from '../../../examples/2018-installer/archive.ts';
import { defaultLimits } from '../../model/limits.ts';
import type { Workbench } from '../workbench.ts';
import { type BatchResult, examineBatch } from './batch.ts';
import { planSieve, workbench } from './workbench.ts';

// The Monero project's own donation address, from its README.
const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const line = `pay to ${wallet}\n`;

let folder = '';
let bench: Workbench;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-batch-'));
  bench = workbench(planSieve(), defaultLimits);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const wallets = (result: BatchResult): [name: string, offset: number][] =>
  result.examined.flatMap(({ artifacts, seen }) =>
    seen
      .filter(({ sighting }) => sighting.kind === 'wallet')
      .map(({ artifact, sighting }): [string, number] => [artifacts[artifact]?.name ?? '', sighting.offset]),
  );

describe('a batch of files', () => {
  test('hashes a large file that is reported while it is searched, and says the same as alone', async () => {
    const content = Buffer.alloc(66 * 1024 * 1024, 32);
    content.write(line, 100);
    const { examined } = await examineBatch([write('huge', content)], bench);
    const hash = createHash('sha256').update(content).digest('hex');
    expect(examined[0]?.artifacts[0]?.sha256).toBe(hash);
  });

  test('gives what stands in small and large ones, at its place, in the order of the paths', async () => {
    const paths = [
      write('large', `${' '.repeat(5_000_000)}${line}`),
      write('plain', 'nothing here'),
      write('small', line),
      write('empty', ''),
      write('just small', `${'.'.repeat(256 * 1024 - line.length)}${line}`),
      write('just large', `${'.'.repeat(256 * 1024 - line.length + 1)}${line}`),
      write('zip', storedZip('in it', line)),
    ];
    const result = await examineBatch(paths, bench);
    expect(wallets(result)).toEqual([
      [paths[0], 5_000_007],
      [paths[2], 7],
      [paths[4], 256 * 1024 - line.length + 7],
      [paths[5], 256 * 1024 - line.length + 8],
      [`${paths[6]}!in it`, 7],
    ]);
    expect(result.files).toBe(7);
    expect(result.gaps).toEqual([]);
  });

  test('finds nothing that begins in one file and ends in the next', async () => {
    const paths = [write('front', line.slice(0, 60)), write('back', line.slice(60))];
    expect(wallets(await examineBatch(paths, bench))).toEqual([]);
    expect(wallets(await examineBatch([...paths].reverse(), bench))).toEqual([]);
  });

  test('tells what could not be opened, and examines the rest', async () => {
    mkdirSync(join(folder, 'now a folder'));
    const paths = [join(folder, 'vanished'), join(folder, 'now a folder'), '/dev/zero', write('there', line)];
    const result = await examineBatch(paths, bench);
    expect(result.gaps).toMatchObject([
      { path: paths[0], code: 'not-found' },
      { path: paths[1], code: 'read-error' },
      { path: paths[2], code: 'special-file' },
    ]);
    expect(wallets(result)).toEqual([[paths[3], 7]]);
  });

  test('is not blinded by a neighbour that repeats what is looked for', async () => {
    const hostile = write('hostile', 'stratum+tcp://'.repeat(18_000));
    const paths = [hostile, write('victim', line), hostile];
    expect(wallets(await examineBatch(paths, bench))).toEqual([[paths[1], 7]]);
  });

  test('a small file under a key byte is met among texts', async () => {
    const config = '{"pools": [{"url": "stratum+tcp://pool.example.com:3333", "user": "x", "pass": "x"}]}';
    const hidden = Buffer.from(config).map((byte) => byte ^ 0x5a);
    const paths = [write('a text', 'nothing here'), write('hidden', hidden), write('another', 'nothing here')];
    const { examined } = await examineBatch(paths, bench);
    expect(examined.flatMap(({ artifacts }) => artifacts.map(({ decodedBy }) => decodedBy))).toEqual([
      undefined,
      'xor',
    ]);
  });

  test('more than the buffer holds is examined in turns', async () => {
    const paths = Array.from({ length: 40 }, (_, i) => write(`many${i}`, `${'.'.repeat(200_000)}${line}`));
    const result = await examineBatch(paths, bench);
    expect(wallets(result)).toEqual(paths.map((path) => [path, 200_007]));
    expect(result.bytes).toBe(40 * (200_000 + line.length));
  });
});
