import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Limits } from '../../model/limits.ts';
import type { Report } from '../../model/report.ts';
import { type ScanOptions, scan } from './scan.ts';

// The Monero project's own donation address, from its README.
const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const line = `pay to ${wallet}\n`;
const command = `xmrig -o pool.example.com:3333 -u ${wallet} -p x\n`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-scan-'));
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
  for (let i = 0; i < 300; i++) write(`plain${i}`, i % 7 === 0 ? `${line}${i}` : `nothing ${i}`);
  write('large', `${'.'.repeat(6_000_000)}${command}`);
  write('deep/other', `${'\n'.repeat(20_000_000)}${line}`);
  write('deep/er/z.zip', zipSync({ 'a.sh': Buffer.from(command), 'b.zip': zipSync({ c: Buffer.from(line) }) }));
  write('deep/repeated', command.repeat(2_000));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Without what differs between two runs. */
const stable = (report: Report): unknown => ({ ...report, generatedAt: '', stats: { ...report.stats, seconds: 0 } });
const codes = (report: Report): string[] => report.gaps.map(({ code }) => code);
const wallets = (report: Report): string[] =>
  report.observations
    .filter(({ kind }) => kind === 'wallet')
    .map(({ at }) => report.artifacts.find(({ id }) => id === at.artifact)?.name ?? '');

async function* piped(...chunks: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

const scanText = (
  text: string | Uint8Array,
  limits: Partial<Limits> = {},
  options: ScanOptions = {},
): Promise<Report> => scan(['-'], { stdin: piped(text), limits, ...options });

// The threads run what was compiled last: `npm test` builds first.
describe.skipIf(!existsSync('dist/src/engine/node/worker.js'))('a folder (skipped before the first build)', () => {
  test('gives one report, whatever the number of threads', async () => {
    const reports = await Promise.all([1, 2, 4].map((jobs) => scan([folder], { jobs })));
    const [first] = reports;
    expect(first?.observations.length).toBeGreaterThan(50);
    expect(first?.stats.files).toBe(304);
    expect(codes(first as Report)).toContain('special-file');
    for (const report of reports) expect(stable(report)).toEqual(stable(first as Report));
  });

  test('gives the same report where its observations are cut', async () => {
    const limits = { observations: 20 };
    const reports = await Promise.all([1, 3].map((jobs) => scan([folder], { jobs, limits })));
    for (const report of reports) {
      expect(report.observations).toHaveLength(20);
      expect(codes(report)).toContain('limit-count');
      expect(stable(report)).toEqual(stable(reports[0] as Report));
    }
  });

  test('stops after so many files, and says so', async () => {
    for (const files of [1, 40]) {
      const report = await scan([folder], { limits: { files } });
      expect(report.stats.files).toBe(files);
      expect(report.gaps.map(({ what }) => what)).toContain(`more than ${files} files: stopped before this one`);
    }
  });
});

describe('standard input', () => {
  test('is named stdin and hashed, in whatever pieces it comes', async () => {
    const report = await scan(['-'], { stdin: piped('pay ', 'to 888tNkZr', line.slice(15), '') });
    expect(report.artifacts).toMatchObject([{ name: 'stdin', size: line.length }]);
    expect(report.artifacts[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(report.inputs).toEqual(['-']);
  });

  test('is scanned beside paths, and once', async () => {
    const report = await scan(['-', write('beside', line), '-'], { stdin: piped(line) });
    expect(wallets(report)).toEqual(['stdin', join(folder, 'beside')]);
  });

  test('is unpacked', async () => {
    expect(wallets(await scanText(zipSync({ inner: zipSync({ file: Buffer.from(line) }) })))).toEqual([
      'stdin!inner!file',
    ]);
  });

  test('is searched as it is where it can’t be unpacked, though it can’t be read twice', async () => {
    const packed = Buffer.concat([zipSync({ noise: Buffer.alloc(9_000) }, { level: 0 }), Buffer.from(line.repeat(2))]);
    const report = await scanText(packed, { wholeBytes: 5_000 });
    expect(codes(report)).toEqual(['limit-bytes']);
    expect(wallets(report)).toEqual(['stdin', 'stdin']);
    expect(report.stats.bytes).toBe(packed.length);
  });

  test('is searched as it is where it only begins like a capture', async () => {
    const report = await scanText(
      Buffer.concat([Buffer.from('d4c3b2a102000400', 'hex'), Buffer.alloc(99), Buffer.from(line)]),
    );
    expect(codes(report)).toContain('malformed');
    expect(wallets(report)).toEqual(['stdin']);
  });

  test('that breaks is a gap, and what came before is examined', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(line);
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    };
    const report = await scan(['-'], { stdin: breaking() });
    expect(report.gaps).toMatchObject([{ code: 'read-error', what: 'could not be read (EIO)' }]);
  });

  test('that can’t be read counts as no file', async () => {
    // biome-ignore lint/correctness/useYield: it breaks before it gives anything.
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      throw Object.assign(new Error('EISDIR: illegal operation on a directory, read'), { code: 'EISDIR' });
    };
    const report = await scan(['-'], { stdin: breaking() });
    expect(report.stats.files).toBe(0);
    expect(report.gaps).toMatchObject([{ artifact: 'stdin', code: 'read-error' }]);
  });

  test('may take its time', async () => {
    const slow = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(5_000_000);
      await new Promise((resolve) => setTimeout(resolve, 300));
      yield Buffer.from(line);
    };
    const report = await scan(['-'], { stdin: slow(), limits: { sourceMs: 250 } });
    expect([codes(report), wallets(report)]).toEqual([[], ['stdin']]);
  });
});

describe('each limit', () => {
  const nested = (depth: number): Uint8Array =>
    depth === 0 ? Buffer.from(line) : zipSync({ n: nested(depth - 1) }, { level: 0 });
  const many = zipSync(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, Buffer.from(`${line}${i}`)])));

  test('depth: what is nested deeper is searched as it is', async () => {
    expect(codes(await scanText(nested(4), { depth: 4 }))).toEqual([]);
    const report = await scanText(nested(4), { depth: 3 });
    expect(codes(report)).toEqual(['limit-depth']);
    expect(wallets(report)).toEqual(['stdin!n!n!n']);
  });

  test('children: those before the limit are examined', async () => {
    const report = await scanText(many, { children: 5 });
    expect(codes(report)).toEqual(['limit-count']);
    expect(wallets(report)).toHaveLength(5);
  });

  test('unpackedBytes: what is unpacked by then is examined', async () => {
    const report = await scanText(many, { unpackedBytes: 1_000 });
    expect(codes(report)).toContain('limit-bytes');
    expect(wallets(report)).toHaveLength(9);
  });

  test('unpackedBytes: counts what is unpacked at all depths', async () => {
    const report = await scanText(zipSync({ a: many, b: many, c: many }, { level: 0 }), { unpackedBytes: 3_000 });
    expect(codes(report)).toContain('limit-bytes');
  });

  test('ratio: what comes before the limit is examined', async () => {
    const bomb = zipSync({ bomb: Buffer.concat([Buffer.from(line), Buffer.alloc(20_000_000)]) });
    const report = await scanText(bomb, { ratio: 100 });
    expect(codes(report)).toEqual(['limit-ratio']);
    expect(wallets(report)).toEqual(['stdin!bomb']);
  });

  test('observationsPerKind: the first ones are kept', async () => {
    const report = await scanText(line.repeat(3), { observationsPerKind: 2 });
    expect(wallets(report)).toHaveLength(2);
    expect(codes(report)).toEqual(['limit-count']);
  });

  test('observations: the first ones are kept', async () => {
    const report = await scanText(many, { observations: 7 });
    expect(report.observations).toHaveLength(7);
    expect(codes(report)).toContain('limit-count');
  });

  test('wholeBytes: counts all that is held at once', async () => {
    const noise = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i * 31 + (i >> 7)) & 0xff));
    const report = await scanText(zipSync({ noise, wallet: Buffer.from(line) }), { wholeBytes: 1_000 });
    expect(codes(report)).toEqual(['limit-bytes']);
  });

  test('sourceMs: what was read by then is examined', async () => {
    const chunks = Array.from({ length: 40 }, () => line.repeat(40_000));
    const report = await scan(['-'], { stdin: piped(...chunks), limits: { sourceMs: 1 } });
    expect(codes(report)).toContain('limit-time');
    expect(wallets(report).length).toBeGreaterThan(0);
    expect(report.stats.bytes).toBeLessThan(40 * 40_000 * line.length);
  });
});
