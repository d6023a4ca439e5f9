import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { below, hiveOf, type PlantedKey } from '../../../tests/registry-hive.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { type Hive, readHive } from './hive.ts';

const long = 'x'.repeat(40_000);
const run = below('Microsoft\\Windows\\CurrentVersion\\Run', {
  values: {
    Updater: 'C:\\Users\\Public\\x.exe -o pool.example.com:3333',
    Short: 'a',
    Count: 7,
    Both: ['a', 'bc'],
    Long: long,
  },
});

function read(root: PlantedKey, options: Parameters<typeof hiveOf>[1] = {}): Hive {
  const result = readHive(hiveOf(root, options));
  if (result.status !== 'ok') throw new Error(result.status);
  return result.value;
}

// It has no flag that it answers well.
const hasHivex = spawnSync('hivexml', []).error === undefined;

describe('hives of the registry', () => {
  it.each(['lf', 'lh', 'li', 'ri'] as const)('finds keys by their path in lists of the form %s', (list) => {
    const keys = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`Service${i}`, { values: { Start: i } }]));
    const hive = read({ keys }, { list });
    expect(hive.root.keys()).toHaveLength(40);
    expect(hive.at('SERVICE17')?.values()).toMatchObject([{ name: 'Start', data: '17' }]);
    expect(hive.at('Service40')).toBeUndefined();
  });

  it('reads texts, numbers and lists, short ones and those in segments', () => {
    const values = read(run).at('microsoft\\windows\\currentversion\\run')?.values() ?? [];
    expect(Object.fromEntries(values.map(({ name, data }) => [name, data]))).toEqual({
      Updater: 'C:\\Users\\Public\\x.exe -o pool.example.com:3333',
      Short: 'a',
      Count: '7',
      Both: ['a', 'bc'],
      Long: long,
    });
  });

  it('says when a key was written, and whether the hive was closed', () => {
    const hive = read(run, { written: Date.UTC(2026, 10, 20, 3), isDirty: true });
    expect(hive.at('Microsoft')?.written).toBe(Date.UTC(2026, 10, 20, 3));
    expect(hive.isDirty).toBe(true);
    expect(read(run).isDirty).toBe(false);
  });

  it('takes nothing else for a hive, and survives one that is cut anywhere', () => {
    expect(readHive(new Uint8Array(5000)).status).toBe('not-this-format');
    const bytes = hiveOf(run);
    for (let end = 4096; end < bytes.length; end += 97) {
      const result = readHive(bytes.subarray(0, end));
      if (result.status === 'ok') result.value.at('Microsoft\\Windows\\CurrentVersion\\Run')?.values();
    }
  });

  it('does not grow without end where thousands of values are one large one, or keys one with a long name', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`v${i}`, '']));
    const planted = below('A', { values: { Long: 'x'.repeat(500_000), ...many } });
    const bytes = hiveOf(planted);
    const key = read(planted).at('A');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const list = 4096 + view.getUint32((key?.offset ?? 0) + 40, true) + 4;
    const longest = (key?.values() ?? []).findIndex(({ name }) => name === 'Long');
    const large = view.getUint32(list + 4 * longest, true);
    for (let i = 0; i < 2000; i++) view.setUint32(list + 4 * i, large, true);
    const result = readHive(bytes);
    const values = result.status === 'ok' ? (result.value.at('A')?.values() ?? []) : [];
    expect(values.length).toBeGreaterThan(8);
    expect(values.length).toBeLessThan(100);
  });

  it.skipIf(!hasHivex)('agrees with hivex about what stands in it (skipped without hivexml)', () => {
    const place = join(temporaryFolder(), 'hive');
    writeFileSync(place, hiveOf(run));
    // It opens /dev/stdout by its name, which a socket does not allow.
    const xml = execFileSync('sh', ['-c', 'hivexml "$1" | cat', 'sh', place], { encoding: 'utf8' });
    expect(xml).toContain('<node name="Run">');
    expect(xml).toContain('C:\\Users\\Public\\x.exe -o pool.example.com:3333');
  });
});
