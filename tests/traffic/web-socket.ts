/**
 * Just enough of WebSocket (RFC 6455) for two peers of ours: text messages in single frames, masked from the client, and
 * permessage-deflate without a memory between messages (RFC 7692). Reads only what it writes itself.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, request, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from './clock.ts';
import type { Stage } from './stage.ts';
import type { Message, Wire } from './wire.ts';

const protocolId = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const deflateOffer = 'permessage-deflate; client_no_context_takeover; server_no_context_takeover';
/** What ends each flush of deflate, and is left out on the wire. */
const flushEnd = Buffer.of(0, 0, 0xff, 0xff);
const text = 1;
const close = 8;

export interface WebSocketForm {
  readonly masked: boolean;
  readonly deflate: boolean;
}

export class WebSocketWire implements Wire {
  readonly #clock: Clock;
  readonly #socket: Duplex;
  readonly #form: WebSocketForm;
  #rest: Buffer = Buffer.alloc(0);
  readonly ended: Promise<void>;

  constructor({ clock }: Stage, socket: Duplex, form: WebSocketForm) {
    this.ended = new Promise((resolve) => socket.once('end', resolve));
    this.#clock = clock;
    this.#socket = socket;
    this.#form = form;
    socket.on('error', () => socket.destroy());
  }

  get open(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(message: Message): void {
    if (this.open) this.#frame(text, Buffer.from(JSON.stringify(message)));
  }

  onMessage<T = Message>(take: (message: T) => void): void {
    this.#socket.on('data', (data: Buffer) => {
      this.#clock.arrived(data.length);
      this.#rest = Buffer.concat([this.#rest, data]);
      for (let payload = this.#next(); payload !== undefined; payload = this.#next())
        if (payload.length > 0) take(JSON.parse(payload.toString('utf8')));
    });
  }

  close(): void {
    if (!this.open) return;
    this.#frame(close, Buffer.alloc(0));
    this.#socket.end();
  }

  #frame(kind: number, content: Buffer): void {
    const { masked, deflate } = this.#form;
    const packed = deflate && kind === text;
    const payload = packed ? deflateMessage(content) : content;
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 4 : 2);
    head[0] = 0x80 | (packed ? 0x40 : 0) | kind;
    head[1] = (masked ? 0x80 : 0) | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    const key = masked ? randomBytes(4) : Buffer.alloc(0);
    const frame = Buffer.concat([head, key, masked ? mask(payload, key) : payload]);
    this.#clock.sent(frame.length);
    this.#socket.write(frame);
  }

  /** The next whole frame's content; empty for one that carries no text. */
  #next(): Buffer | undefined {
    const [first = 0, second = 0] = this.#rest;
    const long = (second & 0x7f) === 126;
    const keyAt = long ? 4 : 2;
    const from = keyAt + ((second & 0x80) === 0 ? 0 : 4);
    if (this.#rest.length < from) return undefined;
    const end = from + (long ? this.#rest.readUInt16BE(2) : second & 0x7f);
    if (this.#rest.length < end) return undefined;
    const raw = this.#rest.subarray(from, end);
    const payload = from === keyAt ? raw : mask(raw, this.#rest.subarray(keyAt, from));
    this.#rest = this.#rest.subarray(end);
    if ((first & 0x0f) !== text) return Buffer.alloc(0);
    return (first & 0x40) === 0 ? payload : inflateMessage(payload);
  }
}

function mask(payload: Buffer, key: Buffer): Buffer {
  return Buffer.from(payload.map((byte, i) => byte ^ (key[i % 4] ?? 0)));
}

function deflateMessage(content: Buffer): Buffer {
  const packed = deflateRawSync(content, { finishFlush: constants.Z_SYNC_FLUSH });
  return packed.subarray(0, packed.length - flushEnd.length);
}

function inflateMessage(payload: Buffer): Buffer {
  return inflateRawSync(Buffer.concat([payload, flushEnd]), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** Answers every upgrade with a connection. */
export function takeWebSockets(stage: Stage, server: Server, take: (wire: WebSocketWire) => void): void {
  server.on('upgrade', ({ headers }: IncomingMessage, socket: Duplex) => {
    const deflate = headers['sec-websocket-extensions']?.includes('permessage-deflate') === true;
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${protocolId}`).digest('base64');
    const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    lines.push(`Sec-WebSocket-Accept: ${accept}`, ...(deflate ? [`Sec-WebSocket-Extensions: ${deflateOffer}`] : []));
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    take(new WebSocketWire(stage, socket, { masked: false, deflate }));
  });
}

export interface Upgrading {
  readonly host: string;
  readonly path: string;
  /** The page that connects. */
  readonly origin: string;
  readonly deflate: boolean;
}

/** Asks for an upgrade on a connection that stands, as a browser does. */
export function upgrade(
  stage: Stage,
  socket: Duplex,
  { host, path, origin, deflate }: Upgrading,
): Promise<WebSocketWire> {
  const asked = request({
    path,
    createConnection: () => socket,
    headers: {
      Host: host,
      'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
      Origin: origin,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      ...(deflate && { 'Sec-WebSocket-Extensions': 'permessage-deflate' }),
    },
  });
  asked.end();
  const upgraded = new Promise<WebSocketWire>((resolve, reject) => {
    asked.once('upgrade', (answer, raw) => {
      const agreed = answer.headers['sec-websocket-extensions'] !== undefined;
      resolve(new WebSocketWire(stage, raw, { masked: true, deflate: agreed }));
    });
    asked.once('error', reject);
  });
  return stage.clock.hold(upgraded);
}
