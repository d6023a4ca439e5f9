import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeCipherSpec,
  extension,
  inRecords,
  makeCertificateMessage,
  makeClientHello,
  makeServerHello,
  retryRandom,
  tlsRecord,
} from '../../../tests/make-tls.ts';
import { type Handshake, readHandshake } from './handshake.ts';
import { newestOffered } from './hello.ts';
import { cipherName, versionName } from './names.ts';
import { greetingAt } from './records.ts';

const nothing = new Uint8Array(0);
const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function read(client: Uint8Array, server: Uint8Array = nothing): Handshake {
  const result = readHandshake(client, server);
  if (result.status !== 'ok') throw new Error(`${result.status}, not ok`);
  return result.value;
}

const greeting = makeClientHello({
  ciphers: [0x1301, 0xc02f],
  extensions: [
    extension.serverName('Pool.Example.com'),
    extension.alpn('h2', 'http/1.1'),
    extension.offeredVersions(0x8a8a, 0x0303, 0x0304),
  ],
});

describe('a client hello', () => {
  it('gives the name it asks for, its protocols and its newest version', () => {
    const { client } = read(inRecords(greeting));
    expect(client).toMatchObject({
      serverName: 'pool.example.com',
      alpn: ['h2', 'http/1.1'],
      ciphers: [0x1301, 0xc02f],
    });
    expect(client && newestOffered(client)).toBe(0x0304);
  });

  it.each([1, 3, 100])('is put together from records of %i bytes', (recordBytes) => {
    expect(read(inRecords(greeting, recordBytes))).toEqual(read(inRecords(greeting)));
  });

  it('is the first one, where the server asked for another', () => {
    const second = makeClientHello({ ciphers: [0x1302] });
    expect(read(join(inRecords(greeting), inRecords(second))).client?.ciphers).toEqual([0x1301, 0xc02f]);
  });

  it('needs no extensions', () => {
    expect(read(inRecords(makeClientHello({ version: 0x0301 }))).client).toMatchObject({
      legacyVersion: 0x0301,
      extensions: [],
    });
  });

  it('asks for no name where the name is too long for a host', () => {
    const hello = makeClientHello({ extensions: [extension.serverName('a'.repeat(256))] });
    expect(read(inRecords(hello)).client?.serverName).toBeUndefined();
  });
});

describe('the lists of a client hello', () => {
  const numbers = fc.array(fc.nat(0xffff), { maxLength: 20 });
  const names = fc.array(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme-ascii' }), { maxLength: 5 });

  it('come back as they were written, however they are cut into records', () => {
    fc.assert(
      fc.property(
        numbers,
        numbers,
        numbers,
        names,
        fc.integer({ min: 1, max: 200 }),
        (ciphers, groups, algorithms, alpn, size) => {
          const lists = [
            extension.groups(...groups),
            extension.signatureAlgorithms(...algorithms),
            extension.alpn(...alpn),
          ];
          const { client } = read(inRecords(makeClientHello({ ciphers, extensions: lists }), size));
          expect(client).toMatchObject({ ciphers, groups, signatureAlgorithms: algorithms, alpn, isCut: false });
        },
      ),
    );
  });
});

describe('a server hello', () => {
  it('gives the version and the cipher agreed on', () => {
    const hello = makeServerHello({ extensions: [extension.chosenVersion(0x0304)] });
    expect(read(nothing, inRecords(hello)).server).toMatchObject({
      legacyVersion: 0x0303,
      version: 0x0304,
      cipher: 0x1301,
    });
  });

  it('is the second one, where the first asked for another client hello', () => {
    const retry = makeServerHello({ random: retryRandom, cipher: 0x1302 });
    const hello = makeServerHello({ cipher: 0x1301 });
    const server = join(inRecords(retry), changeCipherSpec, inRecords(hello), changeCipherSpec);
    expect(read(nothing, server).server).toMatchObject({ cipher: 0x1301, isRetry: false });
    expect(read(nothing, inRecords(retry)).server).toMatchObject({ isRetry: true });
  });

  it('has its certificate beside it, which is the first of the chain', () => {
    const [own, issuer] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)];
    const server = inRecords([...makeServerHello({}), ...makeCertificateMessage(own, issuer)], 50);
    expect(read(inRecords(greeting), server).certificate).toEqual(own);
  });

  it('is all that is read once encryption began', () => {
    const server = join(
      inRecords(makeServerHello({})),
      changeCipherSpec,
      inRecords(makeCertificateMessage(Uint8Array.of(1))),
    );
    expect(read(nothing, server).certificate).toBeUndefined();
  });
});

describe('names', () => {
  it('stand for numbers, where there are any', () => {
    expect([versionName(0x0304), versionName(0x0305)]).toEqual(['TLS 1.3', '0x0305']);
    expect([cipherName(0x1301), cipherName(0x00ff)]).toEqual(['TLS_AES_128_GCM_SHA256', '0x00ff']);
  });
});

describe('bytes that are no handshake, or a broken one', () => {
  it.each([
    ['nothing', []],
    ['an alert', tlsRecord(21, [2, 40])],
    ['a request', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
    ['a record of no length', [22, 3, 1, 0, 0, 1]],
    ['a record that is too long', [22, 3, 1, 0x60, 0, 1]],
    ['a version that never was', [22, 9, 1, 0, 4, 1, 0, 0, 0]],
    ['a handshake that begins with something else', tlsRecord(22, [11, 0, 0, 0])],
  ])('are something else: %s', (_, bytes) => {
    expect(readHandshake(Uint8Array.from(bytes), nothing).status).toBe('not-this-format');
  });

  it('are malformed where the only hello breaks off before it says anything', () => {
    expect(readHandshake(inRecords(greeting).subarray(0, 50), nothing)).toMatchObject({ status: 'malformed' });
  });

  it('say what a hello says before it breaks off', () => {
    const { client, broken } = read(inRecords(greeting).subarray(0, 100));
    expect(client).toMatchObject({ serverName: 'pool.example.com', offeredVersions: [], isCut: true });
    expect(client && newestOffered(client)).toBeUndefined();
    expect(broken).toEqual([{ side: 'client', what: 'a client hello that breaks off', isCut: true }]);
  });

  it('are malformed where the only record ends before its message began', () => {
    expect(readHandshake(Uint8Array.of(22, 3, 1, 0, 1, 1), nothing)).toMatchObject({ status: 'malformed' });
  });

  it.each([
    ['a session id that is too long', 38],
    ['ciphers that are too long', 39],
    ['extensions that are too long', 47],
  ])('are malformed where a hello has %s', (_, at) => {
    const hello = [...greeting];
    hello[at] = 0xff;
    expect(readHandshake(inRecords(hello), nothing)).toMatchObject({ status: 'malformed' });
  });

  it('say what broke, and give what the other side said', () => {
    const server = inRecords(makeServerHello({ extensions: [extension.chosenVersion(0x0304)] }));
    const { client, broken } = read(inRecords(greeting), server.subarray(0, 20));
    expect(client?.serverName).toBe('pool.example.com');
    expect(broken).toEqual([{ side: 'server', what: 'a server hello that breaks off', isCut: true }]);
  });

  it("may end in the chain behind the server's own certificate", () => {
    const chain = makeCertificateMessage(Uint8Array.of(1, 2, 3), new Uint8Array(1000));
    const server = inRecords([...makeServerHello({}), ...chain]);
    expect(read(nothing, server.subarray(0, 200))).toMatchObject({ certificate: Uint8Array.of(1, 2, 3), broken: [] });
    const { certificate, broken } = read(nothing, server.subarray(0, server.length - 1003 - 2));
    expect(certificate).toBeUndefined();
    expect(broken).toEqual([{ side: 'server', what: 'a certificate that breaks off', isCut: true }]);
  });

  it('tell nothing of a server whose hello breaks off, wherever it does', () => {
    const server = inRecords(makeServerHello({ extensions: [extension.chosenVersion(0x0304)] }));
    for (let length = 9; length < server.length; length++)
      expect(readHandshake(nothing, server.subarray(0, length)).status).toBe('malformed');
  });

  it('never throw, however they are changed or cut', () => {
    const client = inRecords(greeting, 30);
    const server = inRecords([...makeServerHello({}), ...makeCertificateMessage(Uint8Array.of(0x30, 0))], 20);
    const whole = join(client, server);
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(whole.length), (changes, length) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const cut = bytes.subarray(0, length);
        readHandshake(cut.subarray(0, client.length), cut.subarray(client.length));
        readHandshake(nothing, bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a beginning', () => {
  it('tells by a few bytes who greets', () => {
    expect(greetingAt(inRecords(greeting), 0)).toBe('client');
    expect(greetingAt(inRecords(makeServerHello({})).subarray(0, 6), 0)).toBe('server');
    expect(greetingAt(Uint8Array.of(22, 3, 1, 0, 5), 0)).toBeUndefined();
    expect(greetingAt(Uint8Array.of(0, ...inRecords(greeting)), 1)).toBe('client');
  });
});
