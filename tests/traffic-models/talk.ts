/**
 * A conversation as it is made up for a model: who says how much when. TLS, the network's delay and its packets are
 * added here, so that a model only says what its program does.
 */
import type { Packet } from './messages.ts';
import type { Random } from './random.ts';

export interface Flow {
  readonly family: string;
  readonly encrypted: boolean;
  readonly packets: readonly Packet[];
}

/** One conversation of a kind; what differs from one to the next is drawn. */
export type Model = (talk: Talk, random: Random) => void;

/** Payload of a packet on an Ethernet link, with TCP's timestamps. */
const segmentBytes = 1448;
/** A conversation is made up no further than this: what a capture keeps is bounded, too. */
const mostMessages = 1500;

export class Talk {
  /** Seconds that the capture saw of it. */
  readonly seconds: number;
  /** Seconds to the server and back. */
  readonly roundTrip: number;
  private readonly said: Packet[] = [];
  /** Bytes that TLS adds to a record: header and tag; TLS 1.2 has a nonce, too. 0 in the clear. */
  private readonly recordBytes: number;
  private readonly random: Random;

  constructor(random: Random, plain: boolean) {
    this.random = random;
    this.seconds = random.scale(300, 6 * 3600);
    this.roundTrip = random.scale(0.002, 0.3);
    this.recordBytes = plain ? 0 : random.pick(22, 22, 22, 29);
    if (!plain && random.chance(0.7)) this.handshake();
  }

  /** Whether a loop over what happens may go on; `turns`: how often it went round, the most that can count. */
  goesOn(time: number, turns: number): boolean {
    return time < this.seconds && turns < mostMessages;
  }

  client(time: number, bytes: number): void {
    this.say('client', time, bytes + this.recordBytes);
  }

  server(time: number, bytes: number): void {
    this.say('server', time, bytes + this.recordBytes);
  }

  /** The client asks, and the server answers after the way there and back and so many seconds of work. */
  ask(time: number, bytes: number, answerBytes: number, work = 0.005): void {
    this.client(time, bytes);
    this.server(time + this.roundTrip + this.random.wait(work), answerBytes);
  }

  /** The server tells, and the client confirms. */
  tell(time: number, bytes: number, confirmBytes: number): void {
    this.server(time, bytes);
    this.client(time + this.roundTrip + this.random.wait(0.01), confirmBytes);
  }

  flow(family: string): Flow {
    const order = this.said.filter(({ time }) => time <= this.seconds * 1000).sort((a, b) => a.time - b.time);
    return { family, encrypted: this.recordBytes > 0, packets: order.slice(0, mostMessages).flatMap(cut) };
  }

  private say(from: Packet['from'], seconds: number, bytes: number): void {
    this.said.push({ from, time: seconds * 1000, bytes: Math.round(bytes) });
  }

  private handshake(): void {
    const { random, roundTrip } = this;
    this.say('client', 0, random.whole(220, 620));
    this.say('server', roundTrip, random.whole(1200, 5000));
    this.say('client', roundTrip * 1.1 + 0.001, random.whole(64, 130));
    if (random.chance(0.6)) this.say('server', roundTrip * 2.1 + 0.002, random.whole(250, 560));
  }
}

function cut({ from, time, bytes }: Packet): Packet[] {
  return Array.from({ length: Math.ceil(bytes / segmentBytes) }, (_, i) => ({
    from,
    time: time + i * 0.1,
    bytes: Math.min(segmentBytes, bytes - i * segmentBytes),
  }));
}
