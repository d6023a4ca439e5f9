/** A pool on loopback for decoys: it answers a login with work, and counts who logged in. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

export interface DecoyPool {
  readonly port: number;
  /** Resolves when so many have logged in. */
  loggedIn(count: number): Promise<void>;
  close(): Promise<void>;
}

const job = { job_id: '1', blob: '00'.repeat(76), target: 'ffff0000', height: 1, seed_hash: '00'.repeat(32) };

export async function decoyPool(): Promise<DecoyPool> {
  let logins = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const server: Server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', () => {
      logins++;
      socket.write(`${JSON.stringify({ id: 1, result: { id: 'd', status: 'OK', job } })}\n`);
      for (const { count, resolve } of waiting) if (logins >= count) resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port of this machine, it has an address.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    loggedIn: (count) =>
      new Promise((resolve) => {
        if (logins >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
