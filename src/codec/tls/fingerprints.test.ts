import { describe, expect, it } from 'vitest';
import {
  type ExtensionToMake,
  extension,
  inRecords,
  makeClientHello,
  makeServerHello,
} from '../../../tests/make-tls.ts';
import { ja3, ja3s, ja4 } from './fingerprints.ts';
import { readHandshake } from './handshake.ts';
import type { ClientHello, ServerHello } from './hello.ts';

function clientHello(version: number, ciphers: readonly number[], extensions: readonly ExtensionToMake[]): ClientHello {
  const read = readHandshake(inRecords(makeClientHello({ version, ciphers, extensions })), new Uint8Array(0));
  if (read.status !== 'ok' || !read.value.client) throw new Error(`${read.status}, not ok`);
  return read.value.client;
}

describe('JA3', () => {
  it('is what its README gives for a hello with extensions', () => {
    const ciphers = [47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4];
    const extensions = [extension.serverName('example.com'), extension.groups(23, 24, 25), extension.pointFormats(0)];
    expect(ja3(clientHello(769, ciphers, extensions))).toBe('ada70206e40642a3e4461f35503241d5');
  });

  it('is what its README gives for a hello without any', () => {
    const ciphers = [4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99];
    expect(ja3(clientHello(769, ciphers, []))).toBe('de350869b8c85de67a350c8d186f11e6');
  });

  it('leaves out the values that mean nothing', () => {
    const plain = clientHello(771, [0x1301], [extension.groups(29), extension.empty(23)]);
    const greased = clientHello(
      771,
      [0x2a2a, 0x1301],
      [extension.empty(0x1a1a), extension.groups(0xdada, 29), extension.empty(23), extension.empty(0xfafa)],
    );
    expect(ja3(greased)).toBe(ja3(plain));
    expect(ja4(greased)).toBe(ja4(plain));
  });
});

/** The example of the description of JA4, with its extensions in their order. */
const example = (...left: readonly number[]): ExtensionToMake[] => {
  const content = new Map<number, ExtensionToMake>([
    [0x0000, extension.serverName('example.com')],
    [0x000d, extension.signatureAlgorithms(0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601)],
    [0x0010, extension.alpn('h2', 'http/1.1')],
    [0x002b, extension.offeredVersions(0x0304, 0x0303)],
  ]);
  const order = '001b,0000,0033,0010,4469,0017,002d,000d,0005,0023,0012,002b,ff01,000b,000a,0015';
  return order
    .split(',')
    .map((type) => Number.parseInt(type, 16))
    .filter((type) => !left.includes(type))
    .map((type) => content.get(type) ?? extension.empty(type));
};

const exampleCiphers = '1301,1302,1303,c02b,c02f,c02c,c030,cca9,cca8,c013,c014,009c,009d,002f,0035'
  .split(',')
  .map((cipher) => Number.parseInt(cipher, 16));

describe('JA4', () => {
  it('is what its description gives for its example', () => {
    expect(ja4(clientHello(0x0303, exampleCiphers, example()))).toBe('t13d1516h2_8daaf6152771_e5627efa2ab1');
  });

  it('hashes the extensions alone where there are no signature algorithms', () => {
    const hello = clientHello(0x0303, exampleCiphers, example());
    expect(ja4({ ...hello, signatureAlgorithms: [] })).toBe('t13d1516h2_8daaf6152771_6d807ffa2a79');
  });

  it('says so where there is no name, no protocol, no cipher and no extension', () => {
    expect(ja4(clientHello(0x0302, [], []))).toBe('t11i000000_000000000000_000000000000');
  });

  it.each([
    ['h2', 'h2'],
    ['http/1.1', 'h1'],
    ['h', 'hh'],
    ['\xab', 'ab'],
    ['\xab\xcd', 'ad'],
    ['0\xab', '3b'],
    ['01\xab\xcd', '3d'],
    ['0\xab\xcd1', '01'],
  ])('names the protocol %j by %s', (name, mark) => {
    const hello = clientHello(0x0303, exampleCiphers, [extension.alpn(name)]);
    expect(ja4(hello).slice(8, 10)).toBe(mark);
  });
});

describe('JA3S', () => {
  it('is the hash of version, cipher and extensions', () => {
    const message = makeServerHello({ cipher: 0xc02f, extensions: [extension.empty(65281), extension.empty(23)] });
    const read = readHandshake(new Uint8Array(0), inRecords(message));
    const server: ServerHello | undefined = read.status === 'ok' ? read.value.server : undefined;
    // md5 of `771,49199,65281-23`
    expect(server && ja3s(server)).toBe('394441ab65754e2207b1e1b457b3641d');
  });
});
