/**
 * A miner that speaks as XMRig does (Client.cpp): it logs in, takes jobs, and sends shares that nobody computed. What it
 * counts on the way is the truth that a scan is measured by.
 */
import type { Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import type { Wire } from '../wire.ts';
import type { FromPool, Job } from './cryptonote-pool.ts';

export interface MinerOptions {
  readonly login: string;
  readonly password?: string;
  readonly agent?: string;
  readonly rigId?: string;
  readonly algorithms?: readonly string[];
  /** How long it stays. */
  readonly seconds: number;
  /** Between shares, on average. */
  readonly shareSeconds?: number;
  /** Speaks up when it has said nothing for so long; never if absent. */
  readonly keepaliveSeconds?: number;
}

const xmrig = 'XMRig/6.21.0 (Linux x86_64) libuv/1.44.2 gcc/11.2.0';
const xmrigAlgorithms = [
  'cn/1',
  'cn/2',
  'cn/r',
  'cn/fast',
  'cn/half',
  'cn/rto',
  'cn-heavy/0',
  'rx/0',
  'rx/wow',
  'rx/arq',
];

/** Mines for a while, as it looks from outside. Resolves to what it saw. */
export async function pretendToMine(stage: Stage, wire: Wire, options: MinerOptions): Promise<Told> {
  const { clock } = stage;
  const miner = new Miner(stage, wire, options);
  miner.logIn();
  await Promise.race([clock.wait(options.seconds), miner.away, wire.ended]);
  // Answers that are under way still arrive.
  miner.stop();
  await clock.wait(1);
  wire.close();
  await clock.wait(1);
  return miner.told();
}

class Miner {
  readonly #stage: Stage;
  readonly #wire: Wire;
  readonly #options: MinerOptions;
  readonly #submitted = new Set<number>();
  readonly #seen = { jobs: 0, submits: 0, accepted: 0, rejected: 0 };
  #keepalives = 0;
  readonly away: Promise<void>;
  #leave: () => void = () => undefined;
  #stopped = false;
  #nextId = 2;
  #session = '';
  #job: Job | undefined;
  #sharesNonce = false;
  #spokeAt = 0;
  #refusal: string | undefined;
  #redirect: string | undefined;

  constructor(stage: Stage, wire: Wire, options: MinerOptions) {
    this.#stage = stage;
    this.#wire = wire;
    this.#options = options;
    this.away = new Promise((resolve) => {
      this.#leave = resolve;
    });
    wire.onMessage<FromPool>((message) => this.#take(message));
  }

  logIn(): void {
    const { login, password = 'x', agent = xmrig, rigId, algorithms = xmrigAlgorithms } = this.#options;
    const named = { ...(rigId && { rigid: rigId }), ...(algorithms.length > 0 && { algo: algorithms }) };
    this.#say(1, 'login', { login, pass: password, agent, ...named });
  }

  stop(): void {
    this.#stopped = true;
  }

  told(): Told {
    const { login, password = 'x', agent = xmrig } = this.#options;
    return {
      dialect: 'cryptonote',
      login,
      password,
      agent,
      ...this.#seen,
      ...(this.#keepalives > 0 && { keepalives: this.#keepalives }),
      ...(this.#refusal !== undefined && { error: this.#refusal }),
      ...(this.#redirect !== undefined && { redirect: this.#redirect }),
    };
  }

  #say(id: number, method: string, params: object): void {
    this.#spokeAt = this.#stage.clock.seconds;
    this.#wire.send({ id, jsonrpc: '2.0', method, params });
  }

  #take({ id, method, params, result, error }: FromPool): void {
    if (method === 'job') this.#takeJob(params);
    else if (method === 'client.reconnect') {
      this.#redirect = `${params.host}:${params.port}`;
      this.#leave();
    } else if (this.#submitted.delete(id)) this.#seen[error ? 'rejected' : 'accepted']++;
    else if (error) {
      this.#refusal = error.message;
      this.#leave();
    } else if (result?.job) {
      this.#session = result.id;
      this.#sharesNonce = result.extensions?.includes('nicehash') === true;
      this.#takeJob(result.job);
      void this.#submitNowAndThen();
      void this.#keepAlive();
    }
  }

  #takeJob(job: Job): void {
    this.#seen.jobs++;
    this.#job = job;
  }

  async #submitNowAndThen(): Promise<void> {
    const { clock, random } = this.#stage;
    for (;;) {
      await clock.wait(Math.max(0.5, random.gap(this.#options.shareSeconds ?? 30)));
      if (this.#stopped) return;
      const id = this.#nextId++;
      this.#submitted.add(id);
      this.#seen.submits++;
      this.#say(id, 'submit', {
        id: this.#session,
        job_id: this.#job?.job_id,
        nonce: this.#nonce(),
        result: random.hex(32),
        algo: 'rx/0',
      });
    }
  }

  /** Where several share one job, the last byte is given: it tells them apart. */
  #nonce(): string {
    const { random } = this.#stage;
    if (!this.#sharesNonce) return random.hex(4);
    return random.hex(3) + (this.#job?.blob.slice(84, 86) ?? '');
  }

  async #keepAlive(): Promise<void> {
    const { clock } = this.#stage;
    const pause = this.#options.keepaliveSeconds;
    if (pause === undefined) return;
    for (;;) {
      await clock.wait(Math.max(1, this.#spokeAt + pause - clock.seconds));
      if (this.#stopped) return;
      if (clock.seconds - this.#spokeAt < pause - 0.5) continue;
      this.#keepalives++;
      this.#say(this.#nextId++, 'keepalived', { id: this.#session });
    }
  }
}
