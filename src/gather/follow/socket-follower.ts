/**
 * A Unix stream socket that others connect to and write lines: Suricata with `filetype: unix_stream` connects to whoever
 * listens. Datagram sockets (`unix_dgram`) are not in Node: not supported.
 * Source: https://docs.suricata.io/en/latest/output/eve/eve-json-output.html
 */
import { lstatSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Followed, Follower, FollowOptions } from './follower.ts';
import { Inbox } from './inbox.ts';

/** Writers at once. */
const mostConnections = 64;

export class SocketFollower implements Follower {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #ready: Followed[] = [];
  #connections = 0;
  #closed = false;

  private constructor(path: string, { once, tell }: FollowOptions) {
    this.#server = createServer((socket) => {
      this.#connections++;
      this.#sockets.add(socket);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        if (once && this.#sockets.size === 0) this.close();
      });
      const inbox = new Inbox(`unix:${path}#${this.#connections}`);
      void inbox.fill(socket);
      this.#ready.push({ tape: inbox, known: 0 });
    });
    this.#server.maxConnections = mostConnections;
    this.#server.on('drop', () =>
      tell(`unix:${path}: more than ${mostConnections} writers at once: one was turned away`),
    );
    this.#server.on('error', (error) => tell(`unix:${path}: ${error.message}`));
  }

  /** Listens; rejects where that is not possible. A socket that nobody listens on any more is replaced. */
  static async listen(path: string, options: FollowOptions): Promise<SocketFollower> {
    await clear(path);
    const follower = new SocketFollower(path, options);
    await new Promise<void>((resolve, reject) => {
      follower.#server.once('error', reject);
      follower.#server.listen(path, () => {
        follower.#server.off('error', reject);
        resolve();
      });
    });
    return follower;
  }

  get over(): boolean {
    return this.#closed;
  }

  look(): void {}

  take(): Followed[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Removes what an earlier run left behind; a socket that answers is somebody's, and anything else is a file. */
async function clear(path: string): Promise<void> {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isSocket()) throw new Error(`${path} is there already, and is no socket`);
  const isAlive = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
  if (isAlive) throw new Error(`somebody else listens on ${path}`);
  unlinkSync(path);
}
