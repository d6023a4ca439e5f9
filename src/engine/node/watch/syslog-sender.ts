/**
 * Sends alerts to a syslog receiver by UDP, TCP or a Unix stream socket. Of UDP nobody says that it arrived; of the
 * others only that this machine took it. Node has no Unix datagram sockets, so /dev/log of most systems can't be written.
 */
import { createSocket } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { hostname } from 'node:os';
import type { Alert } from '../../../model/alert.ts';
import { framed, longestDatagram, syslogMessage } from '../../watch/syslog.ts';
import type { Carrier } from './outbox.ts';

export type SyslogTarget =
  | { readonly by: 'udp' | 'tcp'; readonly host: string; readonly port: number }
  | { readonly by: 'unix'; readonly path: string };

const sender = { host: hostname(), process: process.pid };
const patienceMs = 10_000;

export function syslogCarrier(target: SyslogTarget): Carrier {
  return target.by === 'udp' ? byDatagram(target.host, target.port) : byStream(target);
}

function byDatagram(host: string, port: number): Carrier {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => {}); // each message hears of its own
  socket.unref();
  return {
    name: 'syslog',
    deliver: (alert, json) =>
      new Promise((resolve, reject) => {
        const message = new TextEncoder().encode(syslogMessage(alert, json, sender));
        const sent = message.length <= longestDatagram ? message : shortened(alert);
        socket.send(sent, port, host, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => socket.close(),
  };
}

/** What does not fit into a datagram goes without its facts, which stand on standard output. */
function shortened(alert: Alert): Uint8Array {
  const short: Alert = { ...alert, observations: [], because: alert.because.slice(0, 1) };
  return new TextEncoder().encode(syslogMessage(short, JSON.stringify(short), sender)).subarray(0, longestDatagram);
}

function byStream(target: Exclude<SyslogTarget, { by: 'udp' }>): Carrier {
  let socket: Socket | undefined;
  const open = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const fresh = target.by === 'unix' ? connect(target.path) : connect(target.port, target.host);
      fresh.setTimeout(patienceMs, () => fresh.destroy(new Error('no answer')));
      fresh.once('connect', () => {
        fresh.setTimeout(0);
        fresh.unref();
        resolve(fresh);
      });
      fresh.on('error', reject);
      fresh.on('close', () => {
        if (socket === fresh) socket = undefined;
      });
      fresh.resume();
    });
  return {
    name: 'syslog',
    async deliver(alert, json) {
      const own = socket ?? (await open());
      socket = own;
      const message = framed(syslogMessage(alert, json, sender));
      await new Promise<void>((resolve, reject) => {
        const onClose = (): void => reject(new Error('the connection was closed'));
        own.once('close', onClose);
        own.write(message, (error) => {
          own.off('close', onClose);
          if (error) reject(error);
          else resolve();
        });
      });
    },
    close: () => void socket?.destroy(),
  };
}
