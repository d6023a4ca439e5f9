/**
 * What xmrig-proxy does: many miners come in, one login goes out. In its mode "nicehash" each miner gets the pool's job with
 * the last byte of the nonce set apart for it, and its shares go up under that one login. Source: xmrig-proxy's README, of its two modes.
 */
import type { Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import type { Message, Wire } from '../wire.ts';
import type { FromMiner, FromPool, Job } from './cryptonote-pool.ts';

export interface Upstream {
  readonly login: string;
  readonly agent: string;
}

/** Mode "simple": each miner has a connection to the pool of its own. Its login is replaced, all else is passed on. */
export function passOn(inner: Wire, up: Wire, { login, agent }: Upstream): () => Told {
  const seen = { jobs: 0, submits: 0, accepted: 0, rejected: 0 };
  const shares = new Set<number>();
  inner.onMessage<FromMiner>(({ id, method, params }) => {
    if (method === 'submit') {
      seen.submits++;
      shares.add(id);
    }
    const own = method === 'login' ? { login, pass: 'x', agent, algo: ['rx/0'] } : params;
    up.send({ id, jsonrpc: '2.0', method, params: own });
  });
  up.onMessage<FromPool>((message) => {
    if (message.method === 'job' || message.result?.job) seen.jobs++;
    else if (shares.delete(message.id)) seen[message.error ? 'rejected' : 'accepted']++;
    inner.send({ ...message });
  });
  void inner.ended.then(() => up.close());
  return () => ({ dialect: 'cryptonote', login, agent, ...seen });
}

/** Mode "nicehash": one connection to the pool for all. */
export class MiningProxy {
  /** There is work to hand on. */
  readonly ready: Promise<void>;
  #begin: () => void = () => undefined;
  readonly #stage: Stage;
  readonly #up: Wire;
  readonly #upstream: Upstream;
  readonly #miners: Wire[] = [];
  /** Who waits for which answer of the pool, and under what id of its own. */
  readonly #waiting = new Map<number, { readonly wire: Wire; readonly id: unknown }>();
  readonly #seen = { jobs: 0, submits: 0, accepted: 0, rejected: 0 };
  #nextId = 2;
  #session = '';
  #job: Job | undefined;

  constructor(stage: Stage, up: Wire, upstream: Upstream) {
    this.#stage = stage;
    this.#up = up;
    this.#upstream = upstream;
    this.ready = new Promise((resolve) => {
      this.#begin = resolve;
    });
    up.onMessage<FromPool>((message) => this.#fromPool(message));
    const { login, agent } = upstream;
    up.send({ id: 1, jsonrpc: '2.0', method: 'login', params: { login, pass: 'x', agent, algo: ['rx/0'] } });
  }

  take(wire: Wire): void {
    const place = this.#miners.push(wire) - 1;
    wire.onMessage<FromMiner>(async (message) => {
      await this.#stage.clock.wait(0.001);
      this.#fromMiner(wire, place, message);
    });
  }

  async close(): Promise<Told> {
    this.#up.close();
    await this.#stage.clock.wait(1);
    const { login, agent } = this.#upstream;
    return { dialect: 'cryptonote', login, agent, workersSeen: this.#miners.length, ...this.#seen };
  }

  #fromMiner(wire: Wire, place: number, { id, method, params }: FromMiner): void {
    if (method === 'login') {
      const result = {
        id: this.#stage.random.hex(18),
        job: this.#jobFor(place),
        extensions: ['nicehash', 'keepalive'],
        status: 'OK',
      };
      wire.send({ id, jsonrpc: '2.0', error: null, result });
    } else if (method === 'submit') {
      this.#seen.submits++;
      this.#waiting.set(this.#nextId, { wire, id });
      this.#up.send({ id: this.#nextId++, jsonrpc: '2.0', method, params: { ...params, id: this.#session } });
    }
  }

  #fromPool({ id, method, params, result, error }: FromPool): void {
    if (result?.job) {
      this.#session = result.id;
      this.#takeJob(result.job);
      this.#begin();
    } else if (method === 'job') this.#takeJob(params);
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.#seen[error ? 'rejected' : 'accepted']++;
    waiting.wire.send({ id: waiting.id, jsonrpc: '2.0', error, ...(result && { result }) });
  }

  #takeJob(job: Job): void {
    this.#job = job;
    this.#seen.jobs++;
    for (const [place, wire] of this.#miners.entries())
      wire.send({ jsonrpc: '2.0', method: 'job', params: this.#jobFor(place) });
  }

  /** The pool's job; the blob's nonce, 39 bytes in, ends with the miner's own byte. */
  #jobFor(place: number): Message {
    const blob = this.#job?.blob ?? '';
    const own = (place + 1).toString(16).padStart(2, '0');
    return { ...this.#job, blob: `${blob.slice(0, 84)}${own}${blob.slice(86)}` };
  }
}
