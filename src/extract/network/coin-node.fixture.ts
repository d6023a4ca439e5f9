import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import { conversation, type Said } from '../../../tests/make-stream.ts';

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

function talk(name: string, ...said: Said[]): ExtractorCase & { kind: 'stream' } {
  const { bytes, stream } = conversation(said, { server: { address: '203.0.113.5', port: 8333 } });
  return { name, kind: 'stream', input: bytes, stream };
}

/** An empty message of a Bitcoin-like node. */
function message(magic: string, command: string): Uint8Array {
  return bytesOf(`${magic}${Buffer.from(command.padEnd(12, '\0')).toString('hex')}000000005df6e0e2`);
}

/** A levin handshake, cut behind its network. */
const handshake = Buffer.concat([
  bytesOf('0121010101010101060100000000000001e9030000000000000100000001000000'),
  bytesOf('0111010101010201010c'),
  Buffer.from('\x09node_data\x0c\x04\x0anetwork_id\x0a\x40'),
  bytesOf('1230f171610441611731008216a1a110'),
]);

export const fixture: ExtractorFixture = {
  fires: [
    {
      ...talk(
        'Bitcoin nodes',
        { from: 'client', text: message('f9beb4d9', 'version') },
        { from: 'server', text: message('f9beb4d9', 'verack') },
      ),
      expect: [
        {
          kind: 'coin-node',
          value: {
            protocol: 'bitcoin',
            network: 'bitcoin mainnet',
            client: '192.0.2.10:40000',
            server: '203.0.113.5:8333',
          },
        },
      ],
    },
    {
      ...talk('Monero nodes', { from: 'client', text: handshake }),
      expect: [{ kind: 'coin-node', value: { protocol: 'monero-levin', network: 'monero mainnet' } }],
    },
    {
      ...talk(
        'Litecoin nodes, picked up in the middle of a block',
        { from: 'server', text: 'the rest of a block' },
        { from: 'client', text: message('fbc0b6db', 'getheaders') },
      ),
      expect: [{ kind: 'coin-node', value: { protocol: 'bitcoin', network: 'litecoin mainnet' } }],
    },
  ],
  silent: [
    talk('a page that names the commands', { from: 'server', text: 'after verack comes getheaders, /Satoshi:0.21/' }),
    talk('a magic in the middle of other bytes', {
      from: 'server',
      text: Buffer.concat([Buffer.from('xx'), message('f9beb4d9', 'verack')]),
    }),
    talk('letters that are also a magic', { from: 'client', text: 'RAVN verack and node_data' }),
  ],
};
