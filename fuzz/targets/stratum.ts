import { readSession } from '../../src/codec/stratum/session.ts';
import type { Segment, Stream } from '../../src/model/stream.ts';
import type { FuzzTarget } from '../target.ts';

const hash = '0'.repeat(64);

/** A WebSocket message of up to 125 bytes. */
function frame(text: string): string {
  return `\x81${String.fromCharCode(text.length)}${text}`;
}

/** What the miner says, then, behind a vertical bar, what the pool says. */
const seeds = [
  '{"id":1,"method":"login","params":{"login":"a","pass":"x","agent":"m/1"}}\n{"id":2,"method":"submit","params":{"job_id":"j","nonce":"0"}}\n' +
    `|{"id":1,"result":{"job":{"job_id":"j","blob":"${hash}","target":"ffffffff"},"status":"OK"}}\n{"id":2,"result":{"status":"OK"}}\n`,
  '{"id":1,"method":"mining.subscribe","params":["m/1",null,"p",1]}\n{"id":2,"method":"mining.authorize","params":["a.b","x"]}\n' +
    `|{"id":2,"result":true}\n{"id":null,"method":"mining.notify","params":["j","04000000","${hash}","${hash}","${hash}"]}\n`,
  'POST / HTTP/1.1\r\nHost: p:1\r\nContent-Length: 39\r\n\r\n{"id":1,"method":"getwork","params":[]}|{"id":1,"error":[20]}',
  'GET / HTTP/1.1\r\nHost: p:1\r\nUpgrade: websocket\r\n\r\n' +
    frame('{"type":"auth","params":{"site_key":"k","type":"anonymous"}}') +
    '|HTTP/1.1 101 x\r\nUpgrade: websocket\r\n\r\n' +
    frame('{"type":"authed","params":{}}') +
    frame('{"type":"hash_accepted","params":{"hashes":1}}'),
  '\x05\x01\x00\x05\x01\x00\x03\x01p\x00\x50{"id":1,"method":"eth_submitLogin","params":["a"]}|\x05\x00\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00',
];

/** The bytes cut in two at the first bar, and into segments at every vertical tab. */
function streamOf(bytes: Uint8Array): Stream {
  const bar = bytes.indexOf(0x7c);
  const clientBytes = bar < 0 ? bytes.length : bar;
  const cuts = [0, clientBytes, bytes.length];
  bytes.forEach((byte, at) => {
    if (byte === 11) cuts.push(at);
  });
  cuts.sort((a, b) => a - b);
  const segments = cuts.slice(1).map((end, i): Segment => {
    const offset = cuts[i] ?? 0;
    return { from: offset < clientBytes ? 'client' : 'server', offset, length: end - offset, packet: i + 1, time: i };
  });
  const endpoint = { address: '192.0.2.1', port: 1 };
  return {
    client: endpoint,
    server: endpoint,
    clientBytes,
    segments,
    complete: true,
    handshake: bytes.length % 2 === 0,
  };
}

export const target: FuzzTarget = {
  id: 'stratum',
  seeds: () => seeds.map((seed) => Uint8Array.from(seed, (character) => character.charCodeAt(0))),
  run(bytes) {
    const result = readSession(bytes, streamOf(bytes));
    if (result.status !== 'ok') return;
    const { accepted, rejected, submits, hashes, speed, place, start, end } = result.value;
    if (accepted + rejected > submits) throw new Error('more verdicts than shares');
    if (hashes !== undefined && !(hashes > 0 && Number.isFinite(hashes) && accepted > 0))
      throw new Error('hashes without a share');
    if (speed !== undefined && !(speed.low <= speed.mid && speed.mid <= speed.high && Number.isFinite(speed.high)))
      throw new Error('a speed outside of its own bounds');
    if (place.offset + place.length > bytes.length) throw new Error('a place outside of the bytes');
    if (start !== undefined && end !== undefined && end < start) throw new Error('an end before the start');
  },
};
