/** What the bench reads, made once from the machine's own files into bench/data/ (ignored by git). */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { walk } from '../src/gather/walk.ts';

export const folder: string = join('bench', 'data');
const binaryBytes = 485_000_000;
const smallFiles = 50_000;
const captureHeaderBytes = 24;

function once(name: string, make: (path: string) => void): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (!existsSync(path)) make(path);
  return path;
}

function* systemFiles(largest: number): Generator<Buffer> {
  for (const item of walk(['/usr/bin', '/usr/lib'])) {
    if ('gap' in item) continue;
    const bytes = readFileSync(item.path);
    if (bytes.length <= largest) yield bytes;
  }
}

/** 485 MB of system binaries in one file. */
export function binaries(): string {
  return once('binaries.bin', (path) => {
    const file = openSync(path, 'w');
    let left = binaryBytes;
    for (const bytes of systemFiles(Number.POSITIVE_INFINITY)) {
      if (left <= 0) break;
      left -= writeSync(file, bytes.subarray(0, left));
    }
    closeSync(file);
  });
}

/** 50,000 files of 1 to 16 KiB in 500 folders, cut from the machine's own text and binaries. */
export function smallTree(): string {
  return once('tree', (path) => {
    let made = 0;
    for (const bytes of systemFiles(4_000_000)) {
      for (let at = 0; at < bytes.length && made < smallFiles; made++) {
        const size = 1024 * (1 + (made % 16));
        const subfolder = join(path, String(made % 500));
        if (made < 500) mkdirSync(subfolder, { recursive: true });
        writeFileSync(join(subfolder, `${made}.dat`), bytes.subarray(at, at + size));
        at += size;
      }
      if (made >= smallFiles) return;
    }
  });
}

/** The same bytes several times over. A capture's own header, met again, is read as a broken record: so it is left out. */
export function repeated(path: string, times: number): string {
  const isCapture = path.endsWith('.pcap');
  return once(`${times}-times-${basename(path)}`, (made) => {
    const bytes = readFileSync(path);
    const file = openSync(made, 'w');
    for (let i = 0; i < times; i++) writeSync(file, i > 0 && isCapture ? bytes.subarray(captureHeaderBytes) : bytes);
    closeSync(file);
  });
}

/** 10 GB without a block on the disk. */
export function sparse(): string {
  return once('sparse.bin', (path) => {
    writeFileSync(path, '');
    truncateSync(path, 10_000_000_000);
  });
}

const repetitions: Readonly<Record<string, string>> = {
  'one byte': 'A',
  'an anchor': 'stratum+tcp://',
  'the most shared word': 'mining.',
  'a wallet': '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD',
  'wallets in a list':
    '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD\n',
  'a command': ' -o pool.example:3333 -u x -p x --donate-level 1',
  'a configuration': '{"pools":[{"url":"pool.example:3333","user":"x","pass":"x"}]}',
  braces: '{',
  'a message': '{"id":1,"method":"login","params":{"login":"x","pass":"x"}}\n',
};

/** Files of 512 MB that repeat one text, by its name. */
export function hostileFiles(): { readonly name: string; readonly path: string }[] {
  return Object.entries(repetitions).map(([name, text]) => ({
    name,
    path: once(`hostile-512-${name.replaceAll(' ', '-')}.txt`, (path) => {
      const file = openSync(path, 'w');
      const block = Buffer.from(text.repeat(Math.ceil(1_000_000 / text.length)));
      for (let i = 0; i < 512; i++) writeSync(file, block);
      closeSync(file);
    }),
  }));
}
