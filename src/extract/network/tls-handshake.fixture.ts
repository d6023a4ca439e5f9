import type { ExtractorCase, ExtractorFixture } from '../../../tests/fixture.ts';
import { type ConversationOptions, conversation, type Said } from '../../../tests/make-stream.ts';
import {
  extension,
  inRecords,
  makeCertificateMessage,
  makeClientHello,
  makeServerHello,
  tlsRecord,
} from '../../../tests/make-tls.ts';
import { sampleCertificate } from '../../../tests/signed-sample.ts';

function talk(name: string, said: readonly Said[], options?: ConversationOptions): ExtractorCase & { kind: 'stream' } {
  const { bytes, stream } = conversation(said, { server: { address: '198.51.100.7', port: 443 }, ...options });
  return { name, kind: 'stream', input: bytes, stream };
}

const clientHello = inRecords(
  makeClientHello({
    ciphers: [0x1301, 0xc02f],
    extensions: [extension.serverName('pool.hashvault.pro'), extension.offeredVersions(0x0304, 0x0303)],
  }),
);
const serverHello13 = inRecords(makeServerHello({ extensions: [extension.chosenVersion(0x0304)] }));
const serverHello12 = inRecords([
  ...makeServerHello({ cipher: 0xc02f }),
  ...makeCertificateMessage(Uint8Array.from(sampleCertificate)),
]);
const encrypted = Uint8Array.from(tlsRecord(23, [1, 2, 3]));

const endpoints = { client: '192.0.2.10:40000', server: '198.51.100.7:443' };

export const fixture: ExtractorFixture = {
  fires: [
    {
      ...talk('a conversation under TLS 1.3', [
        { from: 'client', text: clientHello },
        { from: 'server', text: serverHello13 },
        { from: 'client', text: encrypted },
      ]),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            ...endpoints,
            sensor: 'capture',
            version: 'TLS 1.3',
            serverName: 'pool.hashvault.pro',
            cipher: 'TLS_AES_128_GCM_SHA256',
            start: '2024-01-01T00:00:00.000Z',
          },
        },
      ],
    },
    {
      ...talk('a certificate in the open', [
        { from: 'client', text: clientHello },
        { from: 'server', text: serverHello12 },
      ]),
      expect: [
        {
          kind: 'tls-handshake',
          value: {
            ...endpoints,
            version: 'TLS 1.2',
            certificate: {
              subject: 'CN=Example Signer,O=Example Ltd',
              issuer: 'CN=Example CA,O=Example Ltd',
              notBefore: '2020-01-01T00:00:00.000Z',
              notAfter: '2030-01-01T00:00:00.000Z',
              selfSigned: false,
            },
          },
        },
      ],
    },
    {
      ...talk('a client without an answer', [{ from: 'client', text: clientHello }]),
      expect: [{ kind: 'tls-handshake', value: { version: 'TLS 1.3', serverName: 'pool.hashvault.pro' } }],
    },
    {
      ...talk('a server whose client was not captured', [{ from: 'server', text: serverHello13 }], {
        serverNames: ['pool.hashvault.pro'],
      }),
      expect: [{ kind: 'tls-handshake', value: { ...endpoints, cipher: 'TLS_AES_128_GCM_SHA256' } }],
    },
    {
      ...talk(
        'a conversation whose sides were guessed wrongly',
        [
          { from: 'server', text: clientHello },
          { from: 'client', text: serverHello13 },
        ],
        { handshake: false },
      ),
      expect: [{ kind: 'tls-handshake', value: { client: '198.51.100.7:443', server: '192.0.2.10:40000' } }],
    },
    {
      ...talk('a tunnel through a web proxy', [
        { from: 'client', text: 'CONNECT pool.hashvault.pro:3333 HTTP/1.1\r\nHost: pool.hashvault.pro:3333\r\n\r\n' },
        { from: 'server', text: 'HTTP/1.1 200 Connection established\r\n\r\n' },
        { from: 'client', text: clientHello, packet: 7 },
        { from: 'server', text: serverHello13 },
      ]),
      expect: [
        {
          kind: 'tls-handshake',
          value: { server: 'pool.hashvault.pro:3333', version: 'TLS 1.3', start: '2024-01-01T00:00:02.000Z' },
        },
      ],
    },
    {
      ...talk('a tunnel through a SOCKS5 proxy', [
        { from: 'client', text: '\x05\x01\x00' },
        { from: 'server', text: '\x05\x00' },
        { from: 'client', text: '\x05\x01\x00\x03\x12pool.hashvault.pro\x01\x2c' },
        { from: 'server', text: '\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00' },
        { from: 'client', text: clientHello },
        { from: 'server', text: serverHello13 },
      ]),
      expect: [
        { kind: 'tls-handshake', value: { server: 'pool.hashvault.pro:300', cipher: 'TLS_AES_128_GCM_SHA256' } },
      ],
    },
  ],
  silent: [
    talk('a site that has nothing to do with mining', [
      { from: 'client', text: inRecords(makeClientHello({ extensions: [extension.serverName('www.example.com')] })) },
      { from: 'server', text: serverHello12 },
    ]),
    talk('a pool in the open', [{ from: 'client', text: '{"id":1,"method":"login"}\n' }]),
    talk('a conversation picked up in the middle', [{ from: 'client', text: encrypted }]),
    talk('a proxy that was asked for something else', [
      { from: 'client', text: 'CONNECT pool.hashvault.pro:3333 HTTP/1.1\r\n\r\n{"id":1,"method":"login"}\n' },
    ]),
    { name: 'a handshake in a file', input: clientHello },
  ],
};
