/** A pool and a miner in any dialect that says one JSON object a line and shares over the frame of subscribe and notify. */
import type { Told } from '../play.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import type { Message, Wire } from '../wire.ts';

/** What either side hears. */
export interface Heard {
  readonly id: number;
  readonly method?: string;
  readonly params?: Work;
  readonly result?: unknown;
}

/** The list that hands out work. What tells its parts apart is the dialect's. */
export type Work = readonly unknown[];

/** What a dialect says, without ids. */
export interface Dialect {
  readonly name: NonNullable<Told['dialect']>;
  /** What the miner asks before it gets work, and what the pool answers. */
  readonly opening: readonly { readonly ask: Message; answer(random: Random): unknown }[];
  /** What the pool says before the first work. */
  settings?(random: Random): readonly Message[];
  work(random: Random): Message;
  workIn(heard: Heard): Work | undefined;
  share(random: Random, work: Work): Message;
  /** What the miner says now and then beside its shares, and how often. */
  readonly report?: { readonly every: number; say(random: Random): Message };
}

export interface Mining {
  /** How long the miner stays. */
  readonly seconds: number;
  /** Between works, and between shares on average. Work comes by the clock, or as blocks are found: by chance. */
  readonly workSeconds: number;
  readonly byBlocks?: boolean;
  readonly shareSeconds: number;
  /** Of a hundred shares, so many are refused. */
  readonly refused?: number;
  /** How long answers may be under way; one second if absent. */
  readonly answerSeconds?: number;
}

const isSubmit = (method: string): boolean => /submit(?:Work)?$/.test(method);

/** Serves one miner until it goes. */
export function serveLines(stage: Stage, wire: Wire, dialect: Dialect, mining: Mining): void {
  const { clock, random } = stage;
  let opened = 0;
  wire.onMessage<Heard>(async ({ id, method = '' }) => {
    await clock.wait(random.between(0.02, 0.08));
    const step = dialect.opening.find(({ ask }) => ask['method'] === method);
    if (step !== undefined) {
      wire.send({ id, jsonrpc: '2.0', result: step.answer(random), error: null });
      if (++opened === dialect.opening.length) void handOut();
    } else if (isSubmit(method) && random.next() * 100 < (mining.refused ?? 0))
      wire.send({ id, jsonrpc: '2.0', result: null, error: [23, 'Low difficulty share', null] });
    else wire.send({ id, jsonrpc: '2.0', result: true, error: null });
  });

  async function handOut(): Promise<void> {
    for (const setting of dialect.settings?.(random) ?? []) wire.send(setting);
    while (wire.open) {
      wire.send(dialect.work(random));
      const byClock = mining.workSeconds * random.between(0.8, 1.2);
      await clock.wait(mining.byBlocks ? Math.max(1, random.gap(mining.workSeconds)) : byClock);
    }
  }
}

/** Mines for a while, as it looks from outside. Resolves to what it saw. */
export async function pretendByLines(stage: Stage, wire: Wire, dialect: Dialect, mining: Mining): Promise<Told> {
  const { clock, random } = stage;
  const seen = { jobs: 0, submits: 0, accepted: 0, rejected: 0 };
  const submitted = new Set<number>();
  const answers = new Map<number, () => void>();
  let work: Work | undefined;
  let over = false;
  let nextId = 1;

  const ask = (message: Message): number => {
    wire.send({ id: nextId, jsonrpc: '2.0', ...message });
    return nextId++;
  };
  wire.onMessage<Heard>((heard) => {
    const handedOut = dialect.workIn(heard);
    if (handedOut !== undefined) {
      seen.jobs++;
      work = handedOut;
    }
    if (submitted.delete(heard.id)) seen[heard.result === true ? 'accepted' : 'rejected']++;
    answers.get(heard.id)?.();
  });
  const mine = async (): Promise<void> => {
    for (;;) {
      await clock.wait(Math.max(1, random.gap(mining.shareSeconds)));
      if (over) return;
      if (work === undefined) continue;
      submitted.add(ask(dialect.share(random, work)));
      seen.submits++;
    }
  };
  const report = async (): Promise<void> => {
    while (dialect.report !== undefined && !over) {
      await clock.wait(dialect.report.every);
      if (!over) ask(dialect.report.say(random));
    }
  };

  for (const { ask: message } of dialect.opening) {
    const id = nextId;
    const answered = new Promise<void>((resolve) => answers.set(id, resolve));
    ask(message);
    await answered;
  }
  void mine();
  void report();
  await clock.wait(mining.seconds);
  // Answers that are under way still arrive.
  over = true;
  await clock.wait(mining.answerSeconds ?? 1);
  wire.close();
  await clock.wait(1);
  return { dialect: dialect.name, ...seen };
}
