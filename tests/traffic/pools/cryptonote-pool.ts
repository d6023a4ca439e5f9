/**
 * A pool in XMRig's dialect (Client.cpp): login, job, submit, keepalived, one JSON object a line. Sizes,
 * ids and pauses are those of the real thing; nonces and results are chance, and nobody checks them.
 */
import type { Stage } from '../stage.ts';
import type { Message, Wire } from '../wire.ts';

export interface Job extends Message {
  readonly job_id: string;
  readonly blob: string;
}

/** What a pool says. */
export interface FromPool {
  readonly id: number;
  readonly method?: string;
  readonly params: Job & { readonly host: string; readonly port: number };
  readonly result?: { readonly id: string; readonly job?: Job; readonly extensions?: readonly string[] };
  readonly error?: { readonly message: string } | null;
}

/** What a miner says. */
export interface FromMiner {
  readonly id: number;
  readonly method: string;
  readonly params: object;
}

export interface PoolOptions {
  /** Hashes that a share takes on average. */
  readonly difficulty?: number;
  readonly algorithm?: string;
  /** Of a block on average: Monero's. */
  readonly blockSeconds?: number;
  /** Of a hundred shares, so many are refused. */
  readonly refused?: number;
  /** Refuses the login, in these words. */
  readonly refusal?: string;
  /** After so many seconds the miner is told to go elsewhere. */
  readonly sendAway?: { readonly after: number; readonly host: string; readonly port: number };
  /** Hangs up after so many seconds. */
  readonly dropsAfter?: number;
  /** Leaves out what only newer pools say: algorithm, height, seed. */
  readonly old?: boolean;
}

/** There and back again. */
const networkSeconds = { low: 0.02, high: 0.08 };

/** Serves one miner until it goes. */
export function servePool(stage: Stage, wire: Wire, options: PoolOptions = {}): void {
  const pool = new Pool(stage, options);
  wire.onMessage<FromMiner>((message) => void pool.answer(wire, message));
}

class Pool {
  readonly #stage: Stage;
  readonly #options: PoolOptions;
  readonly #session: string;
  #height = 3_301_000;

  constructor(stage: Stage, options: PoolOptions) {
    this.#stage = stage;
    this.#options = options;
    this.#session = stage.random.hex(18);
  }

  async answer(wire: Wire, { id, method }: FromMiner): Promise<void> {
    const { clock, random } = this.#stage;
    const { refusal, refused = 0 } = this.#options;
    await clock.wait(random.between(networkSeconds.low, networkSeconds.high));
    const say = (result: object | null, error: object | null = null): void =>
      wire.send({ id, jsonrpc: '2.0', error, ...(result && { result }) });
    if (method === 'keepalived') say({ status: 'KEEPALIVED' });
    else if (method === 'submit' && random.next() * 100 < refused)
      say(null, { code: -1, message: 'Low difficulty share' });
    else if (method === 'submit') say({ status: 'OK' });
    else if (method === 'login' && refusal !== undefined) say(null, { code: -1, message: refusal });
    else if (method === 'login') {
      say({
        id: this.#session,
        job: this.#job(),
        extensions: ['algo', 'keepalive'],
        status: 'OK',
      });
      void this.#handOut(wire);
      void this.#sendAway(wire);
      void this.#drop(wire);
    }
  }

  /** A job for each block of the network. */
  async #handOut(wire: Wire): Promise<void> {
    const { clock, random } = this.#stage;
    while (wire.open) {
      await clock.wait(Math.max(2, random.gap(this.#options.blockSeconds ?? 120)));
      this.#height++;
      wire.send({ jsonrpc: '2.0', method: 'job', params: this.#job() });
    }
  }

  async #sendAway(wire: Wire): Promise<void> {
    const { sendAway } = this.#options;
    if (sendAway === undefined) return;
    await this.#stage.clock.wait(sendAway.after);
    const { host, port } = sendAway;
    wire.send({ jsonrpc: '2.0', method: 'client.reconnect', params: { host, port } });
  }

  async #drop(wire: Wire): Promise<void> {
    const { dropsAfter } = this.#options;
    if (dropsAfter === undefined) return;
    await this.#stage.clock.wait(dropsAfter);
    wire.close();
  }

  #job(): Job {
    const { random } = this.#stage;
    const { difficulty = 75_000, algorithm = 'rx/0', old = false } = this.#options;
    const job = {
      // Version, time and the block before; the nonce, which the miner fills in; the tree of transactions.
      blob: `1010${random.hex(37)}00000000${random.hex(33)}`,
      job_id: random.hex(14),
      target: targetOf(difficulty),
      id: this.#session,
    };
    return old ? job : { ...job, algo: algorithm, height: this.#height, seed_hash: random.hex(32) };
  }
}

/** The form of four bytes, little-endian. */
export function targetOf(difficulty: number): string {
  const target = Buffer.alloc(4);
  target.writeUInt32LE(Math.min(0xffffffff, Math.floor(2 ** 32 / difficulty)));
  return target.toString('hex');
}
