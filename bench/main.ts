/**
 * `npm run bench [-- --runs N] [SECTION]`: whole processes against the peers that are installed, all sides of a
 * comparison in turn within one run; medians, and ratios pair by pair. Prints Markdown. The sections `weighing` and
 * `cadence` measure no time: they score answers and alarms.
 * Traps: files are in the page cache (the disk would hide everything); a process starts anew for each run, so
 * start-up counts; ripgrep and yara look for the literals only, Davylamp also probes for wallets, decodes, extracts,
 * weighs and writes a report.
 */
import { statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cadenceBench } from './cadence.ts';
import { measureCapture, repeatedCorpus } from './capture.ts';
import { binaries, folder, hostileFiles, repeated, smallTree, sparse } from './data.ts';
import { flowsBench } from './flows.ts';
import { hostBench } from './host.ts';
import { logsBench } from './logs.ts';
import { compare, type Figures, median, ratio, type Side } from './measure.ts';
import { capturePeers, davylamp, filePeers, literalFiles } from './peers.ts';
import { sensorLogsBench } from './sensor-logs.ts';
import { unpackingBench } from './unpacking.ts';
import { watchBench } from './watch.ts';
import { weighingBench } from './weighing.ts';
import { wrappingsBench } from './wrappings.ts';

const say = (line = ''): void => {
  process.stdout.write(`${line}\n`);
};

/** One comparison as a table: throughput of each side and how many times faster Davylamp was. */
function table(figures: readonly Figures[], work: number, unit: string): void {
  const [ours] = figures;
  if (ours === undefined) return;
  say(`| | seconds (median) | ${unit} | Davylamp is faster by | peak memory |`);
  say('|---|---|---|---|---|');
  for (const side of figures) {
    const seconds = median(side.seconds);
    const faster = side === ours ? '' : `${ratio(side, ours).toFixed(2)} ×`;
    say(
      `| ${side.name} | ${seconds.toFixed(2)} | ${(work / seconds).toFixed(2)} | ${faster} | ${(side.peakBytes / 1e6).toFixed(0)} MB |`,
    );
  }
  say();
}

async function against(title: string, sides: readonly Side[], runs: number, work: number, unit: string): Promise<void> {
  say(`### ${title}`);
  table(await compare(sides, runs), work, unit);
}

const sections: Readonly<Record<string, (runs: number) => Promise<void>>> = {
  async binaries(runs) {
    const path = binaries();
    await against(
      '485 MB of system binaries, one file',
      [davylamp(path), ...filePeers(path, 1)],
      runs,
      statSync(path).size / 1e9,
      'GB/s',
    );
  },
  async tree(runs) {
    const path = smallTree();
    const few = filePeers(path, 2).filter((side) => side.name === 'ripgrep' || side.name === 'yara');
    await against('50,000 small files, two threads', [davylamp(path, 2), ...few], runs, 50, 'thousand files/s');
  },
  async hostile(runs) {
    for (const { name, path } of hostileFiles())
      await against(`512 MB that repeat ${name}`, [davylamp(path)], runs, statSync(path).size / 1e6, 'MB/s');
  },
  async captures(runs) {
    const path = repeatedCorpus(join(folder, 'mixed.pcap'));
    const { packets } = measureCapture(path);
    await against(
      `a capture of ${packets} packets`,
      [davylamp(path, 2), davylamp(path), ...capturePeers(path)],
      runs,
      packets / 1e6,
      'million packets/s',
    );
  },
  growth,
  async decoders(runs) {
    for (const path of ['/usr/share', '/usr/lib'])
      for (const files of ['plain', 'all'] as const) await cleanFiles(path, files, runs);
  },
  async unpacking(runs) {
    await unpackingBench(say, runs);
  },
  async wrappings(runs) {
    await wrappingsBench(say, runs);
  },
  async flows(runs) {
    await flowsBench(say, runs);
  },
  async sensors(runs) {
    await sensorLogsBench(say, runs);
  },
  async logs(runs) {
    await logsBench(say, runs);
  },
  async host(runs) {
    await hostBench(say, runs);
  },
  async watch() {
    await watchBench(say);
  },
  async cadence() {
    cadenceBench(say);
  },
  async weighing() {
    weighingBench(say);
  },
};

/** What the decoders and extractors that came after the spine cost where there is nothing to decode. */
async function cleanFiles(path: string, files: 'plain' | 'all', runs: number): Promise<void> {
  const script = fileURLToPath(new URL('./spine.js', import.meta.url));
  const side = (which: string): Side => ({
    name: which,
    command: process.execPath,
    args: [script, which, files, path],
  });
  const [all, spine] = await compare([side('all units'), side('spine')], runs);
  if (!all || !spine) return;
  const what = files === 'plain' ? 'without packed files' : 'with all its packed files';
  say(`### ${path} ${what}, one thread: all units beside those of version 0.1`);
  say('| | seconds (median) |');
  say('|---|---|');
  for (const figures of [all, spine]) say(`| ${figures.name} | ${median(figures.seconds).toFixed(2)} |`);
  say(`| more, pair by pair | ${((ratio(all, spine) - 1) * 100).toFixed(0)} % |`);
  say();
}

/** Does the time grow with the bytes, and the memory not? The same bytes once, twice, four times; then 10 GB. */
async function growth(runs: number): Promise<void> {
  const capture = repeatedCorpus(join(folder, 'mixed.pcap'));
  for (const [title, path] of [
    ['system binaries', binaries()],
    ['a capture', capture],
  ] as const) {
    say(`### ${title}, once, twice and four times over`);
    const paths = [path, repeated(path, 2), repeated(path, 4)];
    const figures = await compare(
      paths.map((each) => davylamp(each)),
      runs,
    );
    say('| GB | seconds (median) | seconds a GB | peak memory |');
    say('|---|---|---|---|');
    for (const [i, side] of figures.entries()) {
      const size = statSync(paths[i] ?? path).size / 1e9;
      const seconds = median(side.seconds);
      const peak = (side.peakBytes / 1e6).toFixed(0);
      say(`| ${size.toFixed(2)} | ${seconds.toFixed(2)} | ${(seconds / size).toFixed(2)} | ${peak} MB |`);
    }
    say();
  }
  await against('10 GB of zeros, a sparse file', [davylamp(sparse())], 1, 10, 'GB/s');
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, only: { type: 'string' } },
  allowPositionals: true,
});
const only = values.only ?? positionals[0];
say(
  `${literalFiles().count} literals; ${cpus()[0]?.model} × ${cpus().length}; Node ${process.version}; ${new Date().toISOString().slice(0, 10)}`,
);
say();
for (const [name, section] of Object.entries(sections))
  if (only === undefined || only === name) await section(Number(values.runs));
