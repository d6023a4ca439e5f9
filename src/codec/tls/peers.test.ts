/** Handshakes of OpenSSL, read by us, by OpenSSL itself and by tshark. */
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions, SecureVersion, TlsOptions } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { pcap, Talk } from '../../../tests/make-capture.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { makeCertificate, type Recorded, recordTls } from '../../../tests/record-tls.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { readIdentity } from '../x509/identity.ts';
import { ja3, ja3s, ja4 } from './fingerprints.ts';
import { type Handshake, readHandshake } from './handshake.ts';
import { cipherName, versionName } from './names.ts';

const servername = 'pool.example.com';

const only = (version: SecureVersion): ConnectionOptions => ({
  minVersion: version,
  maxVersion: version,
  // TLS 1.0 and 1.1 are switched off elsewhere.
  ciphers: 'ALL:@SECLEVEL=0',
  servername,
});

const cases: readonly [name: string, ofClient: ConnectionOptions, ofServer: TlsOptions][] = [
  ['TLS 1.0', only('TLSv1'), { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' }],
  ['TLS 1.1', only('TLSv1.1'), { minVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
  ['TLS 1.2', only('TLSv1.2'), {}],
  ['TLS 1.3', { servername, ALPNProtocols: ['h2', 'http/1.1'] }, { ALPNProtocols: ['http/1.1'] }],
  ['TLS 1.3, asked for another hello', { servername, ecdhCurve: 'P-256:P-384' }, { ecdhCurve: 'P-384' }],
  ['TLS 1.3 to an address', {}, {}],
];

function read({ client, server }: Recorded): Handshake {
  const result = readHandshake(client, server);
  if (result.status !== 'ok') throw new Error(`${result.status}, not ok`);
  return result.value;
}

describe.skipIf(!hasPeer('openssl', 'version'))('a handshake of OpenSSL (skipped without openssl)', () => {
  const subject = '/C=GB/O=Example, "Ltd"/CN=Pool.example.com';
  const certificate = makeCertificate(subject, `DNS:${servername},DNS:*.example.com,IP:192.0.2.1,IP:2001:db8::1`);

  it.each(cases)('is read as both sides agreed: %s', async (name, ofClient, ofServer) => {
    const recorded = await recordTls(certificate, ofServer, ofClient);
    const { client, server, broken } = read(recorded);
    const version = server && versionName(server.version);
    expect(version?.replace(' ', 'v').replace('.0', '')).toBe(recorded.protocol);
    expect(name).toContain(version);
    expect(server && cipherName(server.cipher)).toBe(recorded.cipher);
    expect(client?.serverName).toBe(ofClient.servername);
    expect(client?.alpn).toEqual(ofClient.ALPNProtocols ?? []);
    expect(broken).toEqual([]);
  });

  it('shows the certificate up to TLS 1.2, as OpenSSL reads it', async () => {
    const { certificate: der } = read(await recordTls(certificate, {}, only('TLSv1.2')));
    const peer = new X509Certificate(certificate.cert);
    const plain = (hash: string): string => hash.replaceAll(':', '').toLowerCase();
    expect(der && readIdentity(der)).toEqual({
      subject: 'CN=Pool.example.com,O=Example\\, \\"Ltd\\",C=GB',
      issuer: 'CN=Pool.example.com,O=Example\\, \\"Ltd\\",C=GB',
      names: [servername, '*.example.com', '192.0.2.1', '2001:db8::1'],
      from: new Date(peer.validFrom),
      until: new Date(peer.validTo),
      selfSigned: true,
      sha1: plain(peer.fingerprint),
      sha256: plain(peer.fingerprint256),
    });
  });

  it('hides it in TLS 1.3', async () => {
    expect(read(await recordTls(certificate, {}, {})).certificate).toBeUndefined();
  });

  describe.skipIf(!hasPeer('tshark'))('beside tshark (skipped without it)', () => {
    it.each(cases)('has the same fingerprints: %s', async (_, ofClient, ofServer) => {
      const recorded = await recordTls(certificate, ofServer, ofClient);
      const { client, server } = read(recorded);
      const seen = asTsharkReads(recorded);
      expect(client && ja3(client)).toBe(seen.ja3[0]);
      expect(server && ja3s(server)).toBe(seen.ja3s.at(-1));
      expect(client && ja4(client)).toMatch(/^t1[0-3][di]\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/);
    });
  });
});

/** Fingerprints of every hello in a capture of the conversation. */
function asTsharkReads({ client, server }: Recorded): { ja3: string[]; ja3s: string[] } {
  const talk = new Talk({ serverPort: 443 }).open();
  for (const [side, bytes] of [client, server].entries())
    for (let at = 0; at < bytes.length; at += 1400)
      talk.send(side === 0 ? 0 : 1, Buffer.from(bytes.subarray(at, at + 1400)).toString('latin1'));
  const path = join(temporaryFolder(), 'handshake.pcap');
  writeFileSync(path, pcap(talk.frames));
  const fields = ['-T', 'fields', '-e', 'tls.handshake.ja3', '-e', 'tls.handshake.ja3s'];
  const { stdout } = spawnSync('tshark', ['-n', '-r', path, ...fields], { encoding: 'utf8', timeout: 30_000 });
  const rows = stdout.split('\n').map((line) => line.split('\t'));
  const column = (index: number): string[] => rows.flatMap((row) => (row[index] ?? '').split(',')).filter(Boolean);
  return { ja3: column(0), ja3s: column(1) };
}
