import { appendFileSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { defaultLimits } from '../../model/limits.ts';
import { examineBatch } from './batch.ts';
import { searchAhead } from './sieve-thread.ts';
import { planSieve, workbench } from './workbench.ts';

const folder = temporaryFolder();
const plan = planSieve();
// The Monero project's own donation address, from its README.
const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';

/** Lines of prose with a wallet after every so many bytes. */
function write(name: string, bytes: number, every: number): string {
  const content = Buffer.alloc(bytes, 'nothing to see in this line of a log\n');
  for (let at = every; at + 200 < bytes; at += every) content.write(`\npay ${wallet} now\n`, at);
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a file that is searched by two threads', () => {
  test('gives what one thread gives', async () => {
    const path = write('large', 90 * 1024 * 1024, 777_777);
    const alone = await examineBatch([path], workbench(plan, defaultLimits));
    const both = await examineBatch([path], workbench(plan, defaultLimits), () => {}, plan);
    expect(both).toEqual(alone);
    expect(both.examined[0]?.seen.length).toBeGreaterThan(50);
  });
});

describe('a thread that searches ahead', () => {
  const stretches = { length: 1 << 20, stride: (1 << 20) - (1 << 17), xor: false };

  test('tells how much it saw of a stretch, so that one that grew is searched anew', async () => {
    const path = write('growing', 17 * stretches.stride + 1000, 100_000);
    const descriptor = openSync(path, 'r');
    const ahead = searchAhead({ ...stretches, descriptor, end: 17 * stretches.stride + 1000, plan });
    expect(await ahead.take(14)).toBeUndefined();
    expect((await ahead.take(15))?.length).toBe(stretches.length);
    expect((await ahead.take(17))?.length).toBe(1000);
    appendFileSync(path, 'more');
    expect(await ahead.take(19)).toBeUndefined();
    ahead.stop();
    closeSync(descriptor);
  });

  test('that fails leaves the work to who asked', async () => {
    const ahead = searchAhead({ ...stretches, descriptor: 987_654, end: 1 << 30, plan });
    expect(await ahead.take(15)).toBeUndefined();
  });
});
