/** What innocent plays share: a service that answers in lines or lumps of bytes, and a client that uses it for hours. */
import type { Duplex } from 'node:stream';
import { makeCertificate } from '../certificate.ts';
import type { Play, Told } from '../play.ts';
import type { Stage } from '../stage.ts';
import { call, serve } from '../wire.ts';

export const hour = 3600;

export interface Service {
  readonly port: number;
  /** Its name in the certificate and in SNI; plain TCP if absent. */
  readonly tlsName?: string;
  /** Serves one client. */
  serve(stage: Stage, socket: Duplex): void;
  /** Uses it, and resolves when done. */
  use(stage: Stage, socket: Duplex): Promise<void>;
}

export function innocent(name: string, about: string, service: Service): Play {
  return { name, about, truth: 'nothing', play: (stage) => useOnce(stage, service) };
}

async function useOnce(stage: Stage, service: Service): Promise<readonly Told[]> {
  const { port, tlsName } = service;
  const secure = tlsName === undefined ? {} : { certificate: await makeCertificate(stage, tlsName) };
  await serve(stage, { port, ...secure }, (socket) => {
    heed(stage, socket);
    service.serve(stage, socket);
  });
  const socket = await call(stage, { port, ...(tlsName !== undefined && { tls: true, name: tlsName }) });
  heed(stage, socket);
  await service.use(stage, socket);
  socket.end();
  await stage.clock.wait(1);
  return [];
}

/** The clock waits for what is said here. */
function heed({ clock }: Stage, socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.on('data', (data: Buffer) => clock.arrived(data.length));
}

/** Says something of so many bytes. Under TLS only the number shows. */
export function say(stage: Stage, socket: Duplex, bytes: number): void {
  if (!socket.writable) return;
  const text = `${stage.random.hex(Math.max(1, Math.floor((bytes - 1) / 2)))}\n`;
  stage.clock.sent(text.length);
  socket.write(text);
}

/** Answers whatever comes, after a moment, with so many bytes. */
export function answerWith(stage: Stage, socket: Duplex, bytes: () => number): void {
  socket.on('data', async () => {
    await stage.clock.wait(stage.random.between(0.02, 0.1));
    say(stage, socket, bytes());
  });
}

/** Does something again and again until the seconds are over or the other side is gone. */
export async function until(
  stage: Stage,
  seconds: number,
  pause: () => number,
  act: () => void,
  socket?: Duplex,
): Promise<void> {
  const end = stage.clock.seconds + seconds;
  while (socket?.writable !== false) {
    await stage.clock.wait(Math.max(0.2, pause()));
    if (stage.clock.seconds >= end) return;
    act();
  }
}
