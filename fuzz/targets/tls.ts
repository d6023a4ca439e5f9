/** The open part of TLS, and the certificate in it: nothing throws, and fingerprints have their shapes. */
import { ja3, ja3s, ja4 } from '../../src/codec/tls/fingerprints.ts';
import { readHandshake } from '../../src/codec/tls/handshake.ts';
import { readIdentity } from '../../src/codec/x509/identity.ts';
import {
  extension,
  inRecords,
  makeCertificateMessage,
  makeClientHello,
  makeServerHello,
} from '../../tests/make-tls.ts';
import { sampleCertificate } from '../../tests/signed-sample.ts';
import type { FuzzTarget } from '../target.ts';

const client = makeClientHello({
  ciphers: [0x1301, 0x0a0a],
  extensions: [
    extension.serverName('pool.example.com'),
    extension.groups(29),
    extension.pointFormats(0),
    extension.signatureAlgorithms(0x0403),
    extension.alpn('h2'),
    extension.offeredVersions(0x0304),
  ],
});

export const target: FuzzTarget = {
  id: 'tls',
  seeds: () => {
    const certificate = Uint8Array.from(sampleCertificate);
    const server = inRecords([...makeServerHello({}), ...makeCertificateMessage(certificate)], 100);
    return [inRecords(client), inRecords(client, 20), server, certificate];
  },
  run(bytes) {
    readIdentity(bytes);
    const half = bytes.length >> 1;
    for (const [one, other] of [
      [bytes, bytes.subarray(half)],
      [bytes.subarray(0, half), bytes],
    ] as const) {
      const result = readHandshake(one, other);
      if (result.status !== 'ok') continue;
      const { client, server, certificate } = result.value;
      if (client && !/^t(?:1[0-3]|s[23]|00)[di]\d{4}[0-9A-Za-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/.test(ja4(client)))
        throw new Error(`JA4 is ${ja4(client)}`);
      for (const hash of [...(client ? [ja3(client)] : []), ...(server ? [ja3s(server)] : [])])
        if (!/^[0-9a-f]{32}$/.test(hash)) throw new Error(`JA3 is ${hash}`);
      if (certificate) readIdentity(certificate);
    }
  },
};
