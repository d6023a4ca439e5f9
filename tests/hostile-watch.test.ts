/** What may befall a watch that goes on for years: a clock that is put back, and whatever comes to stand at its paths. */
import { symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Watch } from '../src/engine/node/watch/index.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { append, machineAddress, startWatch, until } from './watch-run.ts';

it('goes on where the clock is put back by a day', async () => {
  const path = join(temporaryFolder(), 'eve.json');
  append(path, 0, 1);
  let told = '';
  const watch = new Watch({
    sources: [path],
    once: false,
    fromEnd: false,
    atLeast: 'capability',
    againMs: 3_600_000,
    carriers: [],
    describe: () => '',
    toJson: ({ machine }) => machine ?? '?',
    write: async (line) => {
      told += line;
    },
    tell: () => {},
  });
  const ended = watch.run();
  await until('the first machine is told of', () => told.includes(machineAddress(0)));
  const yesterday = Date.now() - 86_400_000;
  const clock = vi.spyOn(Date, 'now').mockReturnValue(yesterday);
  append(path, 1, 2);
  try {
    // Bounded by turns of the loop: the clock that others count on stands still.
    for (let turn = 0; turn < 1_000 && !told.includes(machineAddress(1)); turn++)
      await new Promise((done) => setTimeout(done, 10));
    expect(told).toContain(machineAddress(1));
  } finally {
    clock.mockRestore();
    watch.stop();
    await ended;
  }
});

it.each([
  ['a link to itself', (path: string) => symlinkSync(path, path)],
  ['a link to a folder', (path: string) => symlinkSync('.', path)],
])('waits where %s takes the place of a file', async (_, put) => {
  const folder = temporaryFolder();
  const path = join(folder, 'eve.json');
  append(path, 0, 1);
  const watch = startWatch(folder, [path]);
  await watch.until('the first machine is told of', () => watch.alerts.length === 1);
  unlinkSync(path);
  put(path);
  symlinkSync(join(folder, 'eve.json.1'), join(folder, 'eve.json.1'));
  await new Promise((done) => setTimeout(done, 500));
  unlinkSync(path);
  append(path, 1, 2);
  await watch.until('the second machine is told of', () => watch.alerts.length === 2);
  await watch.stop();
});
