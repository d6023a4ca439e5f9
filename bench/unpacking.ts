/** What it takes to unpack and search, beside the native tool that unpacks alone; the same bytes in each form. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { binaries, folder } from './data.ts';
import { compare, median, ratio } from './measure.ts';
import { davylamp, installed } from './peers.ts';

/** Less than what may be held whole, so that every decoder opens it. */
const plainBytes = 48_000_000;

interface Form {
  readonly name: string;
  readonly needs: string;
  readonly file: string;
  readonly pack: string;
  readonly unpack: string;
}

/** IN is the plain file, OUT the packed one. */
const forms: readonly Form[] = [
  { name: 'gzip', needs: 'gzip', file: 'plain.gz', pack: 'gzip -c IN > OUT', unpack: 'gzip -dc OUT' },
  { name: 'tar and gzip', needs: 'tar', file: 'plain.tgz', pack: 'tar czf OUT IN', unpack: 'tar xzOf OUT' },
  { name: 'zip', needs: 'zip', file: 'plain.zip', pack: 'zip -q OUT IN', unpack: 'unzip -p OUT' },
  { name: 'zstd', needs: 'zstd', file: 'plain.zst', pack: 'zstd -qf IN -o OUT', unpack: 'zstd -dcq OUT' },
  { name: 'lz4', needs: 'lz4', file: 'plain.lz4', pack: 'lz4 -qf IN OUT', unpack: 'lz4 -dcq OUT' },
  { name: 'xz', needs: 'xz', file: 'plain.xz', pack: 'xz -1 -c IN > OUT', unpack: 'xz -dc OUT' },
  { name: 'bzip2', needs: 'bzip2', file: 'plain.bz2', pack: 'bzip2 -1 -c IN > OUT', unpack: 'bzip2 -dc OUT' },
  { name: '7z', needs: '7z', file: 'plain.7z', pack: '7z a -mx1 OUT IN >/dev/null', unpack: '7z x -so OUT' },
];

/** The first bytes of the system's binaries. */
function plain(): string {
  const path = join(folder, 'plain.bin');
  if (existsSync(path)) return path;
  const bytes = Buffer.alloc(plainBytes);
  const from = openSync(binaries(), 'r');
  const to = openSync(path, 'w');
  writeSync(to, bytes, 0, readSync(from, bytes));
  closeSync(from);
  closeSync(to);
  return path;
}

export async function unpackingBench(say: (line?: string) => void, runs: number): Promise<void> {
  say(`### ${plainBytes / 1e6} MB of system binaries, packed: unpacked and searched, beside unpacked alone`);
  say('| form | packed | davylamp, seconds | MB/s unpacked | native tool, seconds | davylamp takes |');
  say('|---|---|---|---|---|---|');
  for (const { name, file, pack, unpack } of forms.filter((form) => installed(form.needs))) {
    const path = join(folder, file);
    const command = (text: string): string => text.replaceAll('IN', plain()).replaceAll('OUT', path);
    if (!existsSync(path)) spawnSync('sh', ['-c', command(pack)]);
    const native = { name, command: 'sh', args: ['-c', command(unpack)] };
    const [ours, theirs] = await compare([davylamp(path), native], runs);
    if (!ours || !theirs) continue;
    const seconds = median(ours.seconds);
    const cells = [
      name,
      `${(statSync(path).size / 1e6).toFixed(1)} MB`,
      seconds.toFixed(2),
      (plainBytes / 1e6 / seconds).toFixed(0),
      median(theirs.seconds).toFixed(2),
      `${ratio(ours, theirs).toFixed(1)} ×`,
    ];
    say(`| ${cells.join(' | ')} |`);
  }
  say();
}
