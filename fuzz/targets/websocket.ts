import { readMessages } from '../../src/codec/websocket/messages.ts';
import { readUpgrade } from '../../src/codec/websocket/upgrade.ts';
import type { FuzzTarget } from '../target.ts';

const request = 'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n';
const answer =
  'HTTP/1.1 101 x\r\nUpgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover\r\n\r\n';

/** A masked frame, fragments with a ping between them, and a packed message of two stored bytes. */
const frames = [
  [0x81, 0x82, 1, 2, 3, 4, 0x7a, 0x7f],
  [0x01, 1, 0x7b, 0x89, 0, 0x80, 1, 0x7d],
  [0xc1, 5, 0xaa, 0xd2, 0x57, 0x02, 0x00],
].map((bytes) => Uint8Array.from(bytes));

/** Messages follow each other, each within the bytes; what opens a conversation ends within them, too. */
export const target: FuzzTarget = {
  id: 'websocket',
  seeds: () => [...[request, answer].map((text) => new TextEncoder().encode(text)), ...frames],
  run(bytes) {
    const upgrade = readUpgrade(bytes, bytes);
    if (upgrade !== undefined && Math.max(upgrade.clientEnd, upgrade.serverEnd) > bytes.length)
      throw new Error('an upgrade that ends outside of the bytes');
    let last = 0;
    for (const reading of readMessages(bytes, 0, { window: 'kept' }, (after) => after + 1)) {
      if (!('payload' in reading)) continue;
      if (reading.start < last || reading.end <= reading.start || reading.end > bytes.length)
        throw new Error(`a message from ${reading.start} to ${reading.end}`);
      last = reading.end;
    }
  },
};
