/**
 * Programs that keep a connection open and never mine. Sizes, intervals and habits are drawn wider than any one program
 * has them: the models are to surround what is out there, not to copy it. Ranges are ours, from the protocols'
 * specifications (MQTT 3.1.1, RFC 2177 IMAP IDLE, RFC 4253 SSH, RFC 6120 XMPP, RFC 2812 IRC, RFC 6455 WebSocket,
 * Ethereum's JSON-RPC) and common settings. Traffic of this kind from real networks is not at hand: see docs/calibration.md.
 */
import type { Random } from './random.ts';
import type { Model, Talk } from './talk.ts';

/** Calls at intervals, from somewhere in the first one. */
function repeat(talk: Talk, random: Random, interval: () => number, happens: (time: number) => void): void {
  let time = random.next() * interval();
  for (let turns = 0; talk.goesOn(time, turns); turns++) {
    happens(time);
    time += Math.max(0.02, interval());
  }
}

/** A timer that fires a little off its time. */
function timer(random: Random, seconds: number): () => number {
  return () => seconds * random.between(0.99, 1.01);
}

/** Words of people and whatever else has no fixed length. */
function worded(random: Random, least: number, most: number): () => number {
  return () => random.scale(least, most);
}

/** A message of one form in which a few digits change. */
function formed(random: Random, least: number, most: number): () => number {
  const bytes = random.whole(least, most);
  const digits = random.pick(0, 0, 1, 2, 4);
  return () => bytes + random.whole(0, digits);
}

/** One or the other kind of size, the same for all of a conversation. */
function some(random: Random, least: number, most: number): () => number {
  return random.chance(0.5) ? formed(random, least, most) : worded(random, least, most);
}

/** At random, or by a timer. */
function paced(random: Random, least: number, most: number): () => number {
  const seconds = random.scale(least, most);
  return random.chance(0.5) ? timer(random, seconds) : () => random.wait(seconds);
}

export const benign: Readonly<Record<string, Model>> = {
  'MQTT subscriber'(talk, random) {
    const bytes = some(random, 20, 600);
    const confirmed = random.chance(0.4);
    repeat(talk, random, paced(random, 1, 300), (time) =>
      confirmed ? talk.tell(time, bytes(), 4) : talk.server(time, bytes()),
    );
    repeat(talk, random, timer(random, random.pick(30, 60, 60, 120)), (time) => talk.ask(time, 2, 2));
  },
  'MQTT sensor that is also told things'(talk, random) {
    const report = some(random, 30, 400);
    repeat(talk, random, paced(random, 5, 300), (time) => talk.ask(time, report(), 4));
    const command = some(random, 20, 300);
    repeat(talk, random, paced(random, 30, 900), (time) => talk.server(time, command()));
  },
  'WebSocket chat'(talk, random) {
    repeat(talk, random, paced(random, 2, 120), (time) => talk.server(time, random.scale(60, 900)));
    repeat(talk, random, paced(random, 10, 400), (time) =>
      talk.ask(time, random.scale(60, 600), random.scale(40, 200)),
    );
    repeat(talk, random, timer(random, random.pick(20, 25, 30, 45)), (time) => talk.tell(time, 2, 6));
  },
  'SSH, somebody typing'(talk, random) {
    repeat(
      talk,
      random,
      () => (random.chance(0.1) ? random.wait(60) : random.wait(0.4)),
      (time) => talk.ask(time, 36, random.chance(0.1) ? random.scale(80, 6000) : 36),
    );
  },
  'SSH, idle with keepalives'(talk, random) {
    const seconds = random.pick(15, 30, 60, 120);
    if (random.chance(0.5)) repeat(talk, random, timer(random, seconds), (time) => talk.tell(time, 68, 36));
    else repeat(talk, random, timer(random, seconds), (time) => talk.ask(time, 68, 36));
    repeat(
      talk,
      random,
      () => random.wait(900),
      (time) => talk.ask(time, 36, random.scale(36, 2000)),
    );
  },
  'SSH, a log that scrolls by'(talk, random) {
    const line = worded(random, 80, 600);
    repeat(talk, random, paced(random, 1, 60), (time) => talk.server(time, line()));
    repeat(talk, random, timer(random, 60), (time) => talk.ask(time, 68, 36));
  },
  'IMAP IDLE'(talk, random) {
    repeat(talk, random, paced(random, 60, 1800), (time) => {
      talk.server(time, random.whole(18, 24));
      talk.ask(time + 0.3, 8, random.whole(30, 60));
      talk.ask(time + 0.8, random.whole(30, 60), random.scale(600, 40_000));
    });
    if (random.chance(0.5)) repeat(talk, random, timer(random, random.pick(60, 120)), (time) => talk.server(time, 22));
    repeat(talk, random, timer(random, random.pick(240, 600, 1740)), (time) => talk.ask(time, 14, 40));
  },
  'HTTP long poll'(talk, random) {
    const wait = random.pick(20, 25, 30, 60);
    const [asks, says] = [formed(random, 250, 900), worded(random, 150, 3000)];
    for (let time = 0, turns = 0; talk.goesOn(time, turns); turns++) {
      talk.client(time, asks());
      time += Math.min(wait, random.wait(random.scale(5, 200)));
      talk.server(time, says());
      time += talk.roundTrip;
    }
  },
  'HTTP polled by a timer'(talk, random) {
    const [asks, says] = [formed(random, 120, 900), some(random, 120, 5000)];
    repeat(talk, random, timer(random, random.scale(2, 120)), (time) => talk.ask(time, asks(), says(), 0.05));
  },
  'events from a web server'(talk, random) {
    const bytes = some(random, 60, 1200);
    repeat(talk, random, paced(random, 0.5, 120), (time) => talk.server(time, bytes()));
    if (random.chance(0.6)) repeat(talk, random, timer(random, random.pick(15, 30)), (time) => talk.server(time, 15));
  },
  'HTTP/2 with pings and pages'(talk, random) {
    repeat(talk, random, timer(random, random.pick(15, 30, 45)), (time) =>
      random.chance(0.5) ? talk.ask(time, 17, 17) : talk.tell(time, 17, 17),
    );
    repeat(talk, random, paced(random, 5, 200), (time) =>
      talk.ask(time, random.scale(60, 900), random.scale(200, 60_000), 0.1),
    );
  },
  'language server'(talk, random) {
    repeat(
      talk,
      random,
      () => (random.chance(0.2) ? random.wait(90) : random.wait(1)),
      (time) => {
        talk.ask(time, random.scale(120, 900), random.scale(80, 6000), 0.1);
        if (random.chance(0.3)) talk.server(time + random.between(0.3, 2), random.scale(150, 4000));
      },
    );
  },
  'video in segments'(talk, random) {
    const seconds = random.pick(2, 4, 6, 10);
    repeat(talk, random, timer(random, seconds), (time) =>
      talk.ask(time, random.whole(300, 900), random.scale(2e4, 1e5), 0.2),
    );
  },
  telemetry(talk, random) {
    const [report, thanks] = [some(random, 150, 4000), formed(random, 20, 300)];
    repeat(talk, random, paced(random, 5, 300), (time) => talk.ask(time, report(), thanks(), 0.03));
  },
  'telemetry with new settings pushed'(talk, random) {
    const [report, thanks, settings] = [some(random, 100, 1500), formed(random, 20, 120), some(random, 100, 2000)];
    repeat(talk, random, paced(random, 5, 120), (time) => talk.ask(time, report(), thanks(), 0.03));
    repeat(talk, random, paced(random, 60, 1200), (time) => talk.server(time, settings()));
  },
  'database pool with heartbeats'(talk, random) {
    repeat(talk, random, timer(random, random.pick(10, 30, 60)), (time) => talk.ask(time, 14, 30));
    repeat(talk, random, paced(random, 1, 100), (time) =>
      talk.ask(time, random.scale(60, 700), random.scale(40, 8000), 0.02),
    );
  },
  'database that notifies'(talk, random) {
    const note = some(random, 40, 400);
    repeat(talk, random, paced(random, 5, 300), (time) => talk.server(time, note()));
    repeat(talk, random, paced(random, 10, 200), (time) =>
      talk.ask(time, random.scale(60, 500), random.scale(40, 2000), 0.02),
    );
  },
  XMPP(talk, random) {
    repeat(talk, random, paced(random, 10, 300), (time) => talk.server(time, random.scale(180, 900)));
    repeat(talk, random, paced(random, 30, 600), (time) => talk.client(time, random.scale(150, 700)));
    repeat(talk, random, timer(random, random.pick(60, 90, 300)), (time) =>
      random.chance(0.5) ? talk.ask(time, 95, 80) : talk.tell(time, 110, 90),
    );
  },
  IRC(talk, random) {
    repeat(talk, random, paced(random, 1, 90), (time) => talk.server(time, random.scale(60, 420)));
    repeat(talk, random, paced(random, 20, 600), (time) => talk.client(time, random.scale(20, 300)));
    repeat(talk, random, timer(random, random.pick(90, 120, 180)), (time) => talk.tell(time, 26, 28));
  },
  'game, turn by turn'(talk, random) {
    const [move, heard, state] = [formed(random, 40, 200), formed(random, 30, 120), some(random, 100, 900)];
    const [mine, theirs] = [random.scale(3, 60), random.scale(3, 60)];
    repeat(
      talk,
      random,
      () => random.wait(mine),
      (time) => talk.ask(time, move(), heard()),
    );
    repeat(
      talk,
      random,
      () => random.wait(theirs),
      (time) => talk.server(time, state()),
    );
    repeat(talk, random, timer(random, random.pick(10, 30)), (time) => talk.ask(time, 20, 20));
  },
  'game, many times a second'(talk, random) {
    repeat(talk, random, timer(random, 0.5), (time) => talk.server(time, random.scale(60, 400)));
    repeat(talk, random, timer(random, 0.7), (time) => talk.client(time, random.scale(30, 120)));
  },
  'VPN over TCP, idle'(talk, random) {
    const seconds = random.pick(10, 25, 60);
    repeat(talk, random, timer(random, seconds), (time) => talk.client(time, 44));
    repeat(talk, random, timer(random, seconds), (time) => talk.server(time, 44));
    if (random.chance(0.5))
      repeat(
        talk,
        random,
        () => random.wait(60),
        (time) => talk.ask(time, random.scale(80, 1400), random.scale(80, 9000)),
      );
  },
  'market ticker'(talk, random) {
    const quote = some(random, 90, 700);
    repeat(talk, random, paced(random, 0.2, 60), (time) => talk.server(time, quote()));
    if (random.chance(0.6))
      repeat(talk, random, timer(random, random.pick(15, 20, 30, 60)), (time) =>
        talk.ask(time, random.pick(6, 18, 32), random.pick(6, 18, 34)),
      );
  },
  'market ticker with orders'(talk, random) {
    const [quote, order, done] = [some(random, 120, 700), formed(random, 150, 400), formed(random, 120, 600)];
    repeat(talk, random, paced(random, 1, 90), (time) => talk.server(time, quote()));
    repeat(talk, random, paced(random, 10, 300), (time) => talk.ask(time, order(), done(), 0.05));
  },
  'Ethereum newHeads'(talk, random) {
    // A head is pushed each 12 seconds; now and then a slot is empty. Calls go beside it.
    const head = formed(random, 900, 1900);
    repeat(
      talk,
      random,
      () => 12 * (random.chance(0.01) ? 2 : 1) + random.between(-0.8, 0.8),
      (time) => talk.server(time, head()),
    );
    if (random.chance(0.6)) {
      const [call, result] = [formed(random, 90, 320), some(random, 60, 400)];
      repeat(talk, random, paced(random, 5, 120), (time) => talk.ask(time, call(), result(), 0.02));
    }
    if (random.chance(0.5)) repeat(talk, random, timer(random, 30), (time) => talk.ask(time, 6, 6));
  },
  'new blocks of a slower chain'(talk, random) {
    const blocks = random.pick(60, 75, 120, 150, 600);
    const [block, call, result] = [formed(random, 120, 900), formed(random, 70, 300), some(random, 60, 900)];
    repeat(
      talk,
      random,
      () => random.wait(blocks),
      (time) => talk.server(time, block()),
    );
    repeat(talk, random, paced(random, 10, 120), (time) => talk.ask(time, call(), result(), 0.02));
  },
  'push notifications of a telephone'(talk, random) {
    repeat(talk, random, paced(random, 60, 1800), (time) =>
      talk.tell(time, random.scale(150, 3000), random.whole(25, 60)),
    );
    repeat(talk, random, timer(random, random.pick(240, 900, 1680)), (time) =>
      talk.ask(time, random.whole(15, 40), random.whole(15, 40)),
    );
  },
  'job queue, results reported'(talk, random) {
    // The nearest of all: work is handed out, and what came of it is reported and confirmed.
    const [job, result, thanks] = [some(random, 150, 1500), some(random, 80, 900), formed(random, 10, 120)];
    const queue = random.scale(3, 200);
    repeat(
      talk,
      random,
      () => random.wait(queue),
      (time) => {
        talk.server(time, job());
        talk.ask(time + random.wait(random.scale(0.5, 60)), result(), thanks());
      },
    );
    repeat(talk, random, timer(random, random.pick(10, 30, 60)), (time) =>
      random.chance(0.5) ? talk.ask(time, 8, 8) : talk.tell(time, 8, 8),
    );
  },
  'monitoring agent'(talk, random) {
    const [check, report] = [formed(random, 40, 500), some(random, 80, 3000)];
    repeat(talk, random, timer(random, random.pick(10, 30, 60)), (time) => talk.tell(time, check(), report()));
    if (random.chance(0.5)) repeat(talk, random, timer(random, 60), (time) => talk.ask(time, 60, 40));
  },
  'message queue, polled'(talk, random) {
    const wait = random.pick(0.5, 5, 20);
    const [asks, empty] = [formed(random, 60, 160), formed(random, 20, 80)];
    repeat(talk, random, timer(random, wait), (time) =>
      talk.ask(time, asks(), random.chance(0.1) ? random.scale(200, 9000) : empty(), wait / 3),
    );
    const beat = random.whole(60, 120);
    repeat(talk, random, timer(random, 3), (time) => talk.ask(time, beat, 16));
  },
  'remote procedure stream'(talk, random) {
    const bytes = some(random, 40, 2000);
    repeat(talk, random, paced(random, 1, 200), (time) => talk.server(time, bytes()));
    repeat(talk, random, timer(random, random.pick(10, 20, 30, 300)), (time) => talk.ask(time, 17, 17));
    const [call, result] = [formed(random, 60, 400), some(random, 30, 300)];
    if (random.chance(0.3)) repeat(talk, random, paced(random, 5, 200), (time) => talk.ask(time, call(), result()));
  },
  'peer of a coin node'(talk, random) {
    // Inventories go both ways, unasked, and are asked for: as in nDPI's capture of Bitcoin nodes.
    repeat(
      talk,
      random,
      () => random.wait(20),
      (time) => talk.server(time, 61 + 36 * (random.chance(0.2) ? random.whole(1, 8) : 0)),
    );
    repeat(
      talk,
      random,
      () => random.wait(22),
      (time) => talk.client(time, 61 + 36 * (random.chance(0.3) ? random.whole(1, 6) : 0)),
    );
    repeat(
      talk,
      random,
      () => random.wait(60),
      (time) => talk.ask(time, 61, random.scale(250, 20_000)),
    );
    repeat(talk, random, timer(random, 120), (time) => talk.ask(time, 32, 32));
  },
  'shared document'(talk, random) {
    repeat(
      talk,
      random,
      () => (random.chance(0.1) ? random.wait(200) : random.wait(3)),
      (time) => talk.ask(time, random.scale(120, 700), random.scale(60, 300), 0.05),
    );
    repeat(talk, random, paced(random, 5, 300), (time) => talk.server(time, random.scale(120, 900)));
  },
};
