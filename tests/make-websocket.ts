/** Makes WebSocket traffic for tests, independent of the code that reads it. Source: RFC 6455, RFC 7692. */
import { constants, deflateRawSync } from 'node:zlib';

export interface FrameForm {
  /** 1 text, 2 binary, 0 continuation, 8 close, 9 ping; text if absent. */
  readonly opcode?: number;
  readonly last?: boolean;
  readonly packed?: boolean;
  /** Four bytes; the frame is open where it is absent. */
  readonly key?: readonly number[];
}

export function webSocketFrame(payload: string | Uint8Array, form: FrameForm = {}): Uint8Array {
  const { opcode = 1, last = true, packed = false, key } = form;
  const plain = Buffer.from(payload);
  const bit = key === undefined ? 0 : 0x80;
  const head = [(last ? 0x80 : 0) | (packed ? 0x40 : 0) | opcode];
  if (plain.length < 126) head.push(bit | plain.length);
  else if (plain.length < 65_536) head.push(bit | 126, plain.length >> 8, plain.length & 0xff);
  else {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(plain.length));
    head.push(bit | 127, ...length);
  }
  if (key === undefined) return Buffer.concat([Buffer.from(head), plain]);
  return Buffer.concat([Buffer.from([...head, ...key]), plain.map((byte, i) => byte ^ (key[i % 4] ?? 0))]);
}

/** A message packed on its own: permessage-deflate without a window that is kept. */
export function packMessage(text: string): Uint8Array {
  return deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
}

export function upgradeRequest(host: string, path = '/proxy', more = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n${more}\r\n`;
}

export function upgradeAnswer(more = ''): string {
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${more}\r\n`;
}
