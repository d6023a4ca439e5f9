/** Long conversations under TLS that are no mining: what a rule on behaviour must not take for it. */

import type { Play } from '../play.ts';
import { answerWith, hour, innocent, type Service, say, until } from './benign-play.ts';

const long = 3 * hour;

/** Asks by the clock, and is answered. */
function heartbeat(everySeconds: number, up: number, down: number): Service {
  return {
    port: 443,
    tlsName: 'monitor.example.com',
    serve: (stage, socket) => answerWith(stage, socket, () => down),
    use: (stage, socket) =>
      until(
        stage,
        long,
        () => everySeconds * stage.random.between(0.98, 1.02),
        () => say(stage, socket, up),
      ),
  };
}

/** Waits until the server has news, or gives up after a while, and asks again at once. */
const longPoll: Service = {
  port: 443,
  tlsName: 'push.example.com',
  serve: (stage, socket) => {
    socket.on('data', async () => {
      const news = stage.random.gap(90);
      await stage.clock.wait(Math.min(55, Math.max(0.1, news)));
      say(stage, socket, news < 55 ? stage.random.between(300, 900) : 180);
    });
  },
  use: (stage, socket) => {
    socket.on('data', async () => {
      await stage.clock.wait(0.05);
      say(stage, socket, 420);
    });
    say(stage, socket, 420);
    return stage.clock.wait(long);
  },
};

/** Prices, several each second, and a sign of life from the client. */
const ticker: Service = {
  port: 443,
  tlsName: 'stream.example.com',
  serve: (stage, socket) => {
    void until(
      stage,
      hour,
      () => stage.random.gap(4),
      () => say(stage, socket, stage.random.between(120, 260)),
      socket,
    );
  },
  use: (stage, socket) => {
    say(stage, socket, 160);
    return until(
      stage,
      hour,
      () => 30,
      () => say(stage, socket, 40),
    );
  },
};

/** A mailbox that waits for mail (RFC 2177): re-issued each 29 minutes, mail now and then, fetched at once. */
const mailbox: Service = {
  port: 993,
  tlsName: 'imap.example.com',
  serve: (stage, socket) => {
    answerWith(stage, socket, () => stage.random.between(60, 2500));
    void until(
      stage,
      long,
      () => 120,
      () => say(stage, socket, 14),
      socket,
    );
    void until(
      stage,
      long,
      () => stage.random.gap(900),
      () => say(stage, socket, 30),
      socket,
    );
  },
  use: async (stage, socket) => {
    for (const bytes of [60, 45, 30, 12]) {
      say(stage, socket, bytes);
      await stage.clock.wait(0.3);
    }
    await until(
      stage,
      long,
      () => stage.random.gap(900),
      () => say(stage, socket, 48),
    );
  },
};

/** A film: a few megabytes are fetched ahead every so often. */
const video: Service = {
  port: 443,
  tlsName: 'video.example.com',
  serve: (stage, socket) => answerWith(stage, socket, () => stage.random.between(150_000, 300_000)),
  use: (stage, socket) =>
    until(
      stage,
      hour / 2,
      () => stage.random.between(5.5, 6.5),
      () => say(stage, socket, 500),
    ),
};

/** Somebody works on a machine far away, with pauses to think. */
const terminal: Service = {
  port: 443,
  tlsName: 'shell.example.com',
  serve: (stage, socket) => answerWith(stage, socket, () => stage.random.between(40, 700)),
  use: (stage, socket) =>
    until(
      stage,
      hour,
      () => (stage.random.next() < 0.9 ? stage.random.gap(0.6) : stage.random.gap(60)),
      () => say(stage, socket, 36),
    ),
};

/** A phone's channel for notices: they come by chance, each is acknowledged; a ping each 15 minutes. */
const notices: Service = {
  port: 5228,
  tlsName: 'notices.example.com',
  serve: (stage, socket) => {
    void until(
      stage,
      long,
      () => stage.random.gap(240),
      () => say(stage, socket, stage.random.between(200, 900)),
      socket,
    );
  },
  use: (stage, socket) => {
    socket.on('data', () => say(stage, socket, 30));
    return until(
      stage,
      long,
      () => 900,
      () => say(stage, socket, 24),
    );
  },
};

/** Electrum's wallet at its server: a header at each block, a ping each minute, its addresses now and then. */
const walletServer: Service = {
  port: 50002,
  tlsName: 'electrum.example.com',
  serve: (stage, socket) => {
    answerWith(stage, socket, () => 60);
    void until(
      stage,
      long,
      () => Math.max(5, stage.random.gap(600)),
      () => say(stage, socket, 255),
      socket,
    );
  },
  use: (stage, socket) =>
    until(
      stage,
      long,
      () => 60,
      () => say(stage, socket, 58),
    ),
};

export const tlsPlays: readonly Play[] = [
  innocent('tls-heartbeat', 'a monitoring agent that reports each half minute under TLS', heartbeat(30, 700, 90)),
  innocent('tls-metrics', 'an agent that sends its measures each ten seconds under TLS', heartbeat(10, 1400, 60)),
  innocent('tls-long-poll', 'a page that waits for news by long-poll under TLS', longPoll),
  innocent('tls-ticker', 'a stream of market prices under TLS', ticker),
  innocent('tls-mailbox', 'a mailbox that waits for mail (IMAP IDLE) under TLS', mailbox),
  innocent('tls-video', 'a film under TLS', video),
  innocent('tls-terminal', 'somebody at a web terminal under TLS', terminal),
  innocent('tls-notices', 'a phone’s channel for notices under TLS', notices),
  innocent('tls-electrum', 'a Bitcoin wallet (Electrum) at its server under TLS', walletServer),
];
