/**
 * Stratum where only HTTP passes: the miner posts what it has to say, one JSON object a line, and the pool keeps the request
 * until it has something to say itself, ten seconds at most. Source: the HTTP transport of Stratum's first draft
 * (en.bitcoin.it/wiki/Stratum_mining_protocol and the overlay network's page that it names).
 */
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { Stage } from './stage.ts';
import type { Message, Wire } from './wire.ts';

const mostHeldSeconds = 10;
const contentType = 'application/stratum';

/** One side: what it wants to say waits for the next request or answer. */
class PollWire implements Wire {
  readonly ended: Promise<void>;
  open = true;
  #outgoing: Message[] = [];
  #takers: ((message: never) => void)[] = [];
  #wake: () => void = () => undefined;
  #end: () => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  send(message: Message): void {
    if (!this.open) return;
    this.#outgoing.push(message);
    this.#wake();
  }

  onMessage<T = Message>(take: (message: T) => void): void {
    this.#takers.push(take);
  }

  close(): void {
    this.open = false;
    this.#wake();
    this.#end();
  }

  get isSilent(): boolean {
    return this.#outgoing.length === 0;
  }

  /** Resolves when there is something to say. */
  speaks(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  /** What there is to say, which is said with that. */
  takeOutgoing(): string {
    return this.#outgoing
      .splice(0)
      .map((message) => `${JSON.stringify(message)}\n`)
      .join('');
  }

  hear(text: string): void {
    // Both sides are ours: whoever listens knows the shape.
    for (const line of text.split('\n'))
      if (line !== '') for (const take of this.#takers) take(JSON.parse(line) as never);
  }
}

async function readAll(message: IncomingMessage): Promise<string> {
  let all = '';
  for await (const part of message) all += String(part);
  return all;
}

/** Serves one miner. */
export async function servePolls(stage: Stage, port: number, take: (wire: Wire) => void): Promise<void> {
  const { clock } = stage;
  const wire = new PollWire();
  take(wire);
  const server = createServer(async (asking, answering) => {
    const body = await readAll(asking);
    clock.arrived(1);
    wire.hear(body);
    if (wire.isSilent) await Promise.race([wire.speaks(), clock.wait(mostHeldSeconds)]);
    clock.sent(1);
    answering.setHeader('Content-Type', contentType);
    answering.end(wire.takeOutgoing());
  });
  server.keepAliveTimeout = 0;
  await stage.listen(server, port);
  stage.atEnd(() => wire.close());
}

/** Polls on one connection for as long as the wire is open. */
export function pollOver(stage: Stage, port: number, headers: Readonly<Record<string, string>>): Wire {
  const { clock } = stage;
  const wire = new PollWire();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const post = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const place = { host: stage.server(), port, localAddress: stage.client(), agent, method: 'POST', path: '/' };
      const length = { 'Content-Type': contentType, 'Content-Length': body.length };
      const asked = request({ ...place, headers: { ...headers, ...length } }, (answer) => {
        readAll(answer).then((text) => {
          clock.arrived(1);
          resolve(text);
        }, reject);
      });
      asked.once('error', reject);
      clock.sent(1);
      asked.end(body);
    });
  const poll = async (): Promise<void> => {
    await wire.speaks();
    while (wire.open) wire.hear(await post(wire.takeOutgoing()));
    agent.destroy();
  };
  // A pool that goes away ends it, as it ends any wire.
  poll().catch(() => wire.close());
  return wire;
}
