/** A play at the machine's own pace, for programs that watch it while it goes on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from './clock.ts';
import type { Told } from './play.ts';
import { monero } from './pools/accounts.ts';
import { pretendToMine } from './pools/cryptonote-miner.ts';
import { servePool } from './pools/cryptonote-pool.ts';
import { networksOfThisProcess } from './record.ts';
import { Stage } from './stage.ts';
import { call, LineWire, serve } from './wire.ts';

/** Hours in seconds are no use here: this clock is the machine's. */
class MachineClock extends Clock {
  readonly #began = Date.now();

  override get seconds(): number {
    return (Date.now() - this.#began) / 1000;
  }

  override wait(seconds: number): Promise<void> {
    // Who still waits when the play is over must not keep this process.
    return pause(seconds * 1000, undefined, { ref: false });
  }

  override hold<T>(work: Promise<T>): Promise<T> {
    return work;
  }

  override run<T>(play: Promise<T>): Promise<T> {
    return play;
  }
}

/** No other play has it. */
const number = 250;
const networks = networksOfThisProcess();

/** tcpdump's filter for the live play alone. */
const liveFilter = `net 127.${networks.seen}.${number}.0/24`;

/** XMRig at a pool for so many seconds, hastily: work each two seconds, and a share each second. */
export async function mineLive(seconds: number, folder: string): Promise<Told> {
  const stage = new Stage({ name: 'live', number, networks, folder, clock: new MachineClock() });
  const [port, login] = [3333, monero];
  try {
    const pool = { blockSeconds: 2, difficulty: 1000 };
    await serve(stage, { port }, (socket) => servePool(stage, new LineWire(stage, socket), pool));
    const wire = new LineWire(stage, await call(stage, { port }));
    return await pretendToMine(stage, wire, { login, seconds, shareSeconds: 1 });
  } finally {
    stage.end();
  }
}

const mostSeconds = 60;

/** tcpdump on loopback; resolves when it listens. It ends by itself after a minute. */
export async function startTcpdump(...options: readonly string[]): Promise<ChildProcess> {
  const all = ['-i', 'lo', '-n', '--immediate-mode', '-Z', 'root', ...options, liveFilter];
  const child = spawn('timeout', [String(mostSeconds), 'tcpdump', ...all], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data.toString();
  });
  for (let tries = 0; tries < 100 && !said.includes('listening on'); tries++) await pause(50);
  if (!said.includes('listening on')) {
    child.kill('SIGKILL');
    throw new Error(`tcpdump does not record: ${said}`);
  }
  return child;
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
