/**
 * One thread over every file below a folder, with the units of version 0.1 alone (`spine`) or with all: the bench
 * compares the two on clean files. `plain` leaves out files that are packed by their name, since opening them is what the
 * new decoders are for. Prints files, bytes and findings by stage.
 */
import { conclude } from '../src/engine/conclude.ts';
import { examineBatch } from '../src/engine/node/batch.ts';
import { Collected } from '../src/engine/node/collected.ts';
import { workbench } from '../src/engine/node/workbench.ts';
import { Dispatcher, type Registry, registry, wantedBy } from '../src/engine/registry.ts';
import { walk } from '../src/gather/walk.ts';
import { defaultLimits } from '../src/model/limits.ts';
import { compilePlan } from '../src/sieve/sieve.ts';

const spineDecoders = new Set(['zip', 'hex-text', 'tcp-streams']);
const spineExtractors = new Set([
  ...['analyst-evidence', 'coin-node', 'miner-code', 'miner-command', 'miner-download', 'mining-term'],
  ...['portable-executable', 'reserved-zone', 'stratum-session', 'wallet', 'xmr-stak-pools', 'xmrig-config'],
]);
const batchFiles = 256;

const packed = /\.(gz|tgz|xz|txz|bz2|zst|lz4|zip|jar|whl|egg|deb|rpm|7z|cab|iso|msi|docx|xlsx|pptx|odt|npz|crate)$/i;

const [which, files, ...folders] = process.argv.slice(2);
const units: Registry =
  which === 'spine'
    ? {
        ...registry,
        decoders: registry.decoders.filter(({ id }) => spineDecoders.has(id)),
        extractors: registry.extractors.filter(({ id }) => spineExtractors.has(id)),
      }
    : registry;
const plan = compilePlan(wantedBy(units.extractors, units.decoders));
const bench = {
  ...workbench(plan, defaultLimits),
  registry: units,
  dispatcher: new Dispatcher(units.extractors, units.decoders),
};
const collected = new Collected(defaultLimits);
const started = new Date();
const paths = [...walk(folders)].flatMap((item) =>
  'gap' in item || (files === 'plain' && packed.test(item.path)) ? [] : [item.path],
);
for (let at = 0; at < paths.length; at += batchFiles)
  collected.add(at, await examineBatch(paths.slice(at, at + batchFiles), bench));
const evidence = { ...collected.evidence(), inputs: folders, started, finished: new Date(), version: '0' };
const { findings, stats, gaps } = conclude(evidence, units, defaultLimits);
const count = (stage: string): number => findings.filter((finding) => finding.stage === stage).length;
const stages = ['mention', 'capability', 'configured', 'active'].map((stage) => `${count(stage)} ${stage}`);
process.stdout.write(`${stats.files} files, ${stats.bytes} bytes, ${gaps.length} gaps, ${stages.join(', ')}\n`);
