/**
 * A capture as flow records tell of it, by the programs that people collect them with: nfpcapd reads the capture itself;
 * softflowd exports NetFlow version 9 over loopback to nfcapd. nfdump writes both as CSV and JSON.
 */
import { execFileSync, type SpawnSyncOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { missing, type Play } from './play.ts';

export interface Exporter {
  readonly name: string;
  readonly needs: NonNullable<Play['needs']>;
  /** Writes nfdump's own files for the capture to the folder. */
  write(capture: string, folder: string): Promise<void>;
}

const quickly: SpawnSyncOptions = { stdio: 'ignore', timeout: 20_000 };
/** One file for all of it. */
const oneFile = ['-t', '86400'];
const startMs = 5_000;

const nfpcapd: Exporter = {
  name: 'nfpcapd',
  needs: ['nfpcapd', 'nfdump'],
  async write(capture, folder) {
    execFileSync('nfpcapd', ['-r', capture, '-w', folder, ...oneFile], quickly);
  },
};

const softflowd: Exporter = {
  name: 'softflowd',
  needs: ['softflowd', 'nfcapd', 'nfdump'],
  async write(capture, folder) {
    const [address, port] = ['127.0.0.1', String(20_000 + (process.pid % 10_000))];
    const collector = spawn('timeout', ['60', 'nfcapd', '-b', address, '-p', port, '-w', folder, ...oneFile], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    try {
      await untilSaid(collector.stderr, 'Startup');
      // `-c none`: with a socket for commands it would wait for one.
      const quiet = ['-d', '-c', 'none', '-p', join(folder, '..', 'softflowd.pid')];
      execFileSync('softflowd', ['-r', capture, '-n', `${address}:${port}`, '-v', '9', ...quiet], quickly);
      await pause(200);
    } finally {
      const ended = once(collector, 'exit');
      collector.kill('SIGTERM');
      await ended;
    }
  },
};

export const exporters: readonly Exporter[] = [nfpcapd, softflowd];

export function exporterLacks({ needs }: Exporter): string | undefined {
  return missing({ needs });
}

async function untilSaid(output: NodeJS.ReadableStream, word: string): Promise<void> {
  let said = '';
  output.on('data', (data: Buffer) => {
    said += data.toString();
  });
  for (const end = Date.now() + startMs; !said.includes(word) && Date.now() < end; ) await pause(20);
  if (!said.includes(word)) throw new Error(`a collector of flows does not start: ${said}`);
}

export interface FlowFiles {
  readonly csv: string;
  readonly json: string;
}

/** The capture's flow records, as nfdump writes them. */
export async function flowRecords(exporter: Exporter, capture: string, folder: string): Promise<FlowFiles> {
  const own = mkdtempSync(join(folder, 'flows-'));
  const raw = join(own, 'raw');
  mkdirSync(raw);
  await exporter.write(capture, raw);
  const write = (form: string): string => {
    const path = join(own, `flows.${form}`);
    writeFileSync(path, execFileSync('nfdump', ['-R', raw, '-o', form], { timeout: 20_000 }));
    return path;
  };
  return { csv: write('csv'), json: write('json') };
}
