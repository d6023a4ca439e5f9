/** Records loopback with tcpdump, which needs to be root for it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { hasPeer } from '../peer.ts';

/** Why nothing can be recorded here; absent where it can. */
export function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux, whose loopback has 16 million addresses';
  if (!hasPeer('tcpdump')) return 'needs tcpdump';
  if (process.getuid?.() !== 0) return 'needs root, to record';
  const tried = spawnSync('tcpdump', ['-i', 'lo', '-d', 'ip'], { stdio: 'ignore', timeout: 10_000 });
  return tried.status === 0 ? undefined : 'tcpdump may not record here';
}

/** Seconds after which tcpdump is ended whatever happens, and packets after which it ends by itself. */
const mostSeconds = 420;
const mostPackets = 2_000_000;
/** Long enough for what the kernel holds back to reach tcpdump. */
const restMs = 300;

export class Recorder {
  readonly #path: string;
  readonly #child: ChildProcess;
  #told = '';

  private constructor(path: string, filter: string) {
    this.#path = path;
    const bounds = ['-s', '0', '-B', '32768', '-c', String(mostPackets)];
    const options = ['-i', 'lo', '-n', '-U', '--immediate-mode', '-Z', 'root', ...bounds, '-w', path, filter];
    this.#child = spawn('timeout', [String(mostSeconds), 'tcpdump', ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#told += data.toString();
    });
  }

  /** Resolves when the recording runs. The filter is tcpdump's. */
  static async start(path: string, filter: string): Promise<Recorder> {
    const recorder = new Recorder(path, filter);
    for (let tries = 0; tries < 100 && !recorder.#told.includes('listening on'); tries++) await pause(50);
    if (recorder.#told.includes('listening on')) return recorder;
    recorder.#child.kill('SIGKILL');
    throw new Error(`tcpdump does not record: ${recorder.#told}`);
  }

  /** Everything recorded. */
  async stop(): Promise<Buffer> {
    await pause(restMs);
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    const dropped = /(\d+) packets dropped by kernel/.exec(this.#told)?.[1];
    if (dropped !== '0') throw new Error(`tcpdump lost packets: ${this.#told}`);
    return readFileSync(this.#path);
  }
}
