/**
 * A browser pool of CoinHive's kind and the page that mines there: auth, authed, job, submit, hash_accepted, each
 * `{type, params}`. Source: the protocol as its many self-hosted successors publish it (deepMiner's server).
 */
import type { Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import type { Wire } from '../wire.ts';
import { targetOf } from './cryptonote-pool.ts';

const hashesPerShare = 256;

export function serveBrowser({ clock, random }: Stage, wire: Wire): void {
  let hashes = 0;
  wire.onMessage(async ({ type }) => {
    await clock.wait(random.between(0.02, 0.08));
    if (type === 'auth') {
      wire.send({ type: 'authed', params: { token: random.hex(16), hashes: 0 } });
      void handOut();
    } else if (type === 'submit') {
      hashes += hashesPerShare;
      wire.send({ type: 'hash_accepted', params: { hashes } });
    }
  });
  async function handOut(): Promise<void> {
    while (wire.open) {
      const job = { job_id: random.hex(14), blob: `0707${random.hex(74)}`, target: targetOf(hashesPerShare) };
      wire.send({ type: 'job', params: job });
      await clock.wait(Math.max(2, random.gap(60)));
    }
  }
}

export interface BrowserMining {
  readonly siteKey: string;
  readonly seconds: number;
  readonly shareSeconds: number;
}

/** Mines for a while, as it looks from outside. Resolves to what it saw. */
export async function pretendInBrowser({ clock, random }: Stage, wire: Wire, mining: BrowserMining): Promise<Told> {
  const { siteKey, seconds, shareSeconds } = mining;
  const seen = { jobs: 0, submits: 0, accepted: 0 };
  let job = '';
  let over = false;
  wire.onMessage<{ type: string; params: { job_id: string } }>(({ type, params }) => {
    if (type === 'job') {
      seen.jobs++;
      job = params.job_id;
    } else if (type === 'hash_accepted') seen.accepted++;
  });
  const mine = async (): Promise<void> => {
    for (;;) {
      await clock.wait(Math.max(1, random.gap(shareSeconds)));
      if (over) return;
      seen.submits++;
      wire.send({ type: 'submit', params: { version: 7, job_id: job, nonce: random.hex(4), result: random.hex(32) } });
    }
  };
  wire.send({ type: 'auth', params: { site_key: siteKey, type: 'anonymous', user: null, goal: 0 } });
  await clock.wait(1);
  void mine();
  await clock.wait(seconds);
  over = true;
  await clock.wait(1);
  wire.close();
  await clock.wait(1);
  return { dialect: 'cryptonote', transport: 'websocket', siteKey, ...seen };
}
