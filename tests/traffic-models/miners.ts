/**
 * Miners as they behave: when pools hand out work, when shares are found and what each says, with the sizes of the
 * messages as they are really written. No hash is computed; shares come by chance.
 * Sources: facts of XMRig 6.26.0 (facts/monero.md), Stratum as pools publish it, nodejs-pool and xmrig-proxy as their
 * documentation describes them; sizes and turns agree with the recorded sessions of nDPI's captures
 * (Monero: job 253, submit 183, answer 63 bytes). How pools refresh their work and set difficulty differs, so it is drawn.
 */
import type { Random } from './random.ts';
import type { Model, Talk } from './talk.ts';

const sizeOf = (message: object): number => JSON.stringify(message).length + 1;
const letters = (count: number): string => 'f'.repeat(count);

/** What one pool and its miners agree on. */
interface Dialect {
  readonly blockSeconds: number;
  readonly login: number;
  readonly loginAnswer: number;
  readonly job: (id: number) => number;
  readonly share: (id: number) => number;
  readonly answer: (id: number) => number;
  /** The client asks for a sign of life after a minute of silence. */
  /** Seconds between two questions for work of a client that does not trust to being told, answered with a job. */
  readonly polls?: number;
  readonly keepalive?: { readonly ask: (id: number) => number; readonly answer: (id: number) => number };
}

interface Pace {
  /** Seconds between shares, on the average. */
  readonly shareSeconds: number;
  /** Seconds between new work without a new block; 0 where work comes with blocks only. */
  readonly refreshSeconds: number;
}

function pace(random: Random): Pace {
  return {
    shareSeconds: random.scale(6, 150),
    refreshSeconds: random.chance(0.5) ? 0 : random.scale(10, 90),
  };
}

function cryptonote(random: Random): Dialect {
  const session = letters(random.pick(36, 36, 15, 21));
  const jobId = letters(random.pick(15, 16, 24, 36));
  const modern = random.chance(0.8);
  const more = modern ? { algo: 'rx/0', height: 3_000_000, seed_hash: letters(64) } : {};
  const job = { blob: letters(152), job_id: jobId, target: letters(random.pick(8, 8, 16)), ...more };
  const owner = random.chance(0.5) ? { id: session } : {};
  const share = { id: session, job_id: jobId, nonce: letters(8), result: letters(64) };
  const algo = modern && random.chance(0.7) ? { algo: 'rx/0' } : {};
  const agent = letters(random.whole(10, 60));
  const params = {
    login: letters(random.whole(1, 110)),
    pass: letters(random.whole(1, 24)),
    agent,
    algo: letters(300),
  };
  return {
    blockSeconds: 120,
    login: sizeOf({ id: 1, jsonrpc: '2.0', method: 'login', params }),
    loginAnswer: sizeOf({ id: 1, jsonrpc: '2.0', error: null, result: { id: session, job, status: 'OK' } }),
    // A reserve or an extra nonce changes the blob's length by a byte or two now and then.
    job: () => sizeOf({ jsonrpc: '2.0', method: 'job', params: { ...job, ...owner } }) + (random.chance(0.05) ? 2 : 0),
    share: (id) => sizeOf({ id, jsonrpc: '2.0', method: 'submit', params: { ...share, ...algo } }),
    answer: (id) => sizeOf({ id, jsonrpc: '2.0', error: null, result: { status: 'OK' } }),
    ...(random.chance(0.7) && {
      keepalive: {
        ask: (id: number) => sizeOf({ id, jsonrpc: '2.0', method: 'keepalived', params: { id: session } }),
        answer: (id: number) => sizeOf({ id, jsonrpc: '2.0', error: null, result: { status: 'KEEPALIVED' } }),
      },
    }),
  };
}

function bitcoin(random: Random): Dialect {
  const worker = letters(random.whole(6, 60));
  const coinbase = [letters(random.whole(80, 240)), letters(random.whole(80, 320))];
  const branches = random.whole(0, 14);
  const notify = (more: number): unknown[] => {
    const branch = Array.from({ length: Math.max(0, branches + more) }, () => letters(64));
    return [letters(8), letters(64), ...coinbase, branch, letters(8), letters(8), letters(8), false];
  };
  return {
    blockSeconds: random.pick(600, 150, 60),
    login: 180,
    loginAnswer: 600,
    job: () =>
      sizeOf({ id: null, method: 'mining.notify', params: notify(random.chance(0.15) ? random.pick(-1, 1) : 0) }),
    share: (id) =>
      sizeOf({ id, method: 'mining.submit', params: [worker, letters(8), letters(8), letters(8), letters(8)] }),
    answer: brief(random),
  };
}

function zcash(random: Random): Dialect {
  const worker = letters(random.whole(35, 60));
  return {
    blockSeconds: 75,
    login: 180,
    loginAnswer: 300,
    job: () => 310,
    share: (id) =>
      sizeOf({ id, method: 'mining.submit', params: [worker, letters(12), letters(8), letters(56), letters(2694)] }),
    answer: brief(random),
  };
}

/** Some servers say that there was no error, others leave that out. */
function brief(random: Random): (id: number) => number {
  const error = random.chance(0.6) ? { error: null } : {};
  return (id) => sizeOf({ id, result: true, ...error });
}

function ethereum(random: Random): Dialect {
  const hex = (): string => `0x${letters(64)}`;
  const params = [`0x${letters(16)}`, hex(), hex()];
  const job = sizeOf({ id: 0, jsonrpc: '2.0', result: [hex(), hex(), hex()] });
  return {
    blockSeconds: 13,
    login: 130,
    loginAnswer: 45,
    job: () => job,
    share: (id) =>
      sizeOf({ id, jsonrpc: '2.0', method: 'eth_submitWork', params, worker: letters(random.pick(4, 4, 9)) }),
    answer: (id) => sizeOf({ id, jsonrpc: '2.0', result: true }),
    polls: random.chance(0.4) ? random.pick(5, 10, 10) : Number.POSITIVE_INFINITY,
  };
}

function mine(
  talk: Talk,
  random: Random,
  { blockSeconds, job, share, answer, keepalive, polls = Number.POSITIVE_INFINITY, ...dialect }: Dialect,
  at: Pace,
): void {
  talk.ask(0.4, dialect.login, dialect.loginAnswer);
  let block = random.wait(blockSeconds);
  let refresh = at.refreshSeconds;
  let found = random.wait(at.shareSeconds);
  let [quiet, poll] = [60, polls];
  for (let id = 2, turns = 0; ; turns++) {
    const time = Math.min(block, found, poll, at.refreshSeconds > 0 ? refresh : block, keepalive ? quiet : block);
    if (!talk.goesOn(time, turns)) return;
    if (time === found) {
      talk.ask(time, share(id), answer(id));
      found += random.wait(at.shareSeconds);
      id++;
    } else if (time === poll) {
      talk.ask(time, 81, job(0));
      poll += polls;
    } else if (keepalive && time === quiet) {
      talk.ask(time, keepalive.ask(id), keepalive.answer(id));
      id++;
    } else {
      talk.server(time, job(id));
      if (time === block) block += random.wait(blockSeconds);
      // Most pools count the time to the next refresh from the last work they handed out.
      refresh = time + at.refreshSeconds * random.between(0.95, 1.05);
    }
    quiet = time + 60;
  }
}

/** Asks for signs of life more often than it finds a share. */
const slow = 'Monero, a slow machine';

export const miners: Readonly<Record<string, Model>> = {
  'Monero at a pool': (talk, random) => mine(talk, random, cryptonote(random), pace(random)),
  [slow]: (talk, random) =>
    mine(talk, random, cryptonote(random), { ...pace(random), shareSeconds: random.scale(150, 900) }),
  'Monero through a proxy for many': (talk, random) =>
    mine(talk, random, cryptonote(random), { ...pace(random), shareSeconds: random.scale(1.5, 10) }),
  'Monero in a browser': (talk, random) => {
    const dialect = cryptonote(random);
    // The messages of browser pools name a type and few fields; a WebSocket frame adds 2 to 8 bytes.
    const framed = { ...dialect, share: () => 163, answer: () => random.pick(48, 49, 49), job: () => 262 };
    mine(talk, random, framed, { ...pace(random), shareSeconds: random.scale(4, 60) });
  },
  'bitcoin dialect': (talk, random) =>
    mine(talk, random, bitcoin(random), { ...pace(random), refreshSeconds: random.scale(20, 60) }),
  Zcash: (talk, random) => mine(talk, random, zcash(random), pace(random)),
  Ethereum: (talk, random) => mine(talk, random, ethereum(random), { ...pace(random), refreshSeconds: 0 }),
};

/** Families that one table stands for: what they say is of one form, and the client says most of the same. */
export function kindOf(family: string): string {
  if (family === slow) return 'Monero, few shares';
  return family.startsWith('Monero') ? 'Monero' : family;
}

/** What a miner, or a proxy before it, could do in order not to be known by its rhythm. Nothing is fitted to these. */
export const evasions: Readonly<Record<string, Model>> = {
  'sizes padded to 512 bytes': (talk, random) => {
    const padded = (dialect: Dialect): Dialect => ({ ...dialect, job: () => 512, share: () => 512, answer: () => 512 });
    mine(talk, random, padded(cryptonote(random)), pace(random));
  },
  'sizes padded at random, up to 1 KB more': (talk, random) => {
    const more =
      (size: (id: number) => number) =>
      (id: number): number =>
        size(id) + random.whole(0, 1024);
    const dialect = cryptonote(random);
    mine(
      talk,
      random,
      { ...dialect, job: more(dialect.job), share: more(dialect.share), answer: more(dialect.answer) },
      pace(random),
    );
  },
  'shares held back and sent each minute': (talk, random) => {
    const { job, share, answer, login, loginAnswer } = cryptonote(random);
    talk.ask(0.4, login, loginAnswer);
    for (let time = 60, turns = 0; talk.goesOn(time, turns); time += 60, turns++)
      talk.ask(time, share(9) * random.whole(1, 4), answer(9));
    for (let time = random.wait(120), turns = 0; talk.goesOn(time, turns); time += random.wait(120), turns++)
      talk.server(time, job(9));
  },
  'a keepalive each 5 seconds': (talk, random) => {
    mine(talk, random, cryptonote(random), pace(random));
    for (let time = 3, turns = 0; talk.goesOn(time, turns); time += 5, turns++) talk.ask(time, 92, 70);
  },
  'mixed with browsing in one tunnel': (talk, random) => {
    mine(talk, random, cryptonote(random), pace(random));
    for (let time = random.wait(20), turns = 0; talk.goesOn(time, turns); time += random.wait(20), turns++)
      talk.ask(time, random.scale(300, 2000), random.scale(500, 80_000), 0.2);
  },
  'no shares but one each 30 minutes': (talk, random) =>
    mine(talk, random, cryptonote(random), { ...pace(random), shareSeconds: 1800 }),
};
