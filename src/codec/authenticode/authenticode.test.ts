import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascii, u16, u32 } from '../../../examples/2018-installer/layout.ts';
import { makePe } from '../../../tests/make-pe.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { signedSample } from '../../../tests/signed-sample.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { readPeImage } from '../pe/image.ts';
import { certificateTable } from '../pe/overlay.ts';
import { readCertificateTable, type Signature } from './certificate-table.ts';
import { readSignedData } from './signed-data.ts';

const whole = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);

describe('a signature that a service stamped', () => {
  it('gives the stamp in place of the time that the signer claims', () => {
    expect(readSignedData(Uint8Array.from(signedSample), 0, signedSample.length)).toMatchObject({
      status: 'ok',
      value: {
        signers: [
          {
            certificate: { subject: { commonName: 'Example Signer' }, issuer: { commonName: 'Example CA' } },
            digest: 'sha256',
            signedAt: new Date('2021-02-03T04:05:06Z'),
            timeStamped: true,
          },
        ],
      },
    });
  });

  it('is something else where it is no signature at all', () => {
    expect(readSignedData(whole(0x30, 2, 5, 0), 0, 4)).toEqual({ status: 'not-this-format' });
  });
});

/** A signature by a certificate of our own, made by the peer. */
function signed(): Uint8Array {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const subject = '/C=GB/O=Example Ltd/CN=Example Signer';
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', subject];
  execFileSync('openssl', [...made, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  const content = join(folder, 'content');
  writeFileSync(content, 'content');
  const sign = ['cms', '-sign', '-binary', '-nodetach', '-md', 'sha256', '-outform', 'DER', '-in', content];
  return execFileSync('openssl', [...sign, '-signer', certificate, '-inkey', key], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe.skipIf(!hasPeer('openssl', 'version'))('a signature (skipped without openssl)', () => {
  const data = Uint8Array.from(signed());

  it('names its signer, the issuer, the digest and the time that the signer gives', () => {
    const read = readSignedData(data, 0, data.length);
    expect(read).toMatchObject({
      status: 'ok',
      value: {
        signers: [
          {
            certificate: {
              subject: { commonName: 'Example Signer', organization: 'Example Ltd', country: 'GB' },
              issuer: { commonName: 'Example Signer' },
            },
            digest: 'sha256',
            timeStamped: false,
          },
        ],
        end: data.length,
      },
    });
    const signedAt = read.status === 'ok' && read.value.signers[0]?.signedAt;
    expect(signedAt && Math.abs(signedAt.getTime() - Date.now())).toBeLessThan(3_600_000);
  });

  it('is read from the table of a Windows program, and what stands behind it is told', () => {
    const bare = makePe({ sections: [] });
    const entry = [...u32(8 + data.length + 100), ...u16(0x200), ...u16(2), ...data, ...ascii('y'.repeat(100))];
    const directories = new Map([[4, [bare.length, entry.length] as const]]);
    const bytes = Uint8Array.from([...makePe({ sections: [], directories }), ...entry]);
    const image = readPeImage(bytes);
    const table = image.status === 'ok' ? certificateTable(image.value, bytes.length) : undefined;
    const read = table && readCertificateTable(bytes, table);
    const [signature]: readonly Signature[] = read?.status === 'ok' ? read.value : [];
    expect(signature?.end).toBe(bytes.length - 100);
    expect(signature?.entryEnd).toBe(bytes.length);
  });

  it('never makes it throw, however it is changed', () => {
    const change = fc.array(fc.tuple(fc.nat(data.length - 1), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(change, fc.nat(data.length), (changes, length) => {
        const bytes = Uint8Array.from(data);
        for (const [at, byte] of changes) bytes[at] = byte;
        readSignedData(bytes.subarray(0, length), 0, length);
        readSignedData(bytes, 0, data.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe.skipIf(!hasPeer('osslsigncode', '-v'))('a signed program (skipped without osslsigncode)', () => {
  it('is read as the peer wrote it', () => {
    const folder = temporaryFolder();
    const at = (name: string): string => join(folder, name);
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', '/CN=Example Signer'];
    execFileSync('openssl', [...made, '-keyout', at('key'), '-out', at('certificate')], { stdio: 'ignore' });
    writeFileSync(at('in'), makePe({ sections: [{ name: '.data', bytes: ascii('data'), rva: 0x1000 }] }));
    const sign = ['sign', '-h', 'sha384', '-certs', at('certificate'), '-key', at('key')];
    execFileSync('osslsigncode', [...sign, '-in', at('in'), '-out', at('out')], { stdio: 'ignore' });
    const bytes = Uint8Array.from(readFileSync(at('out')));
    const image = readPeImage(bytes);
    const table = image.status === 'ok' ? certificateTable(image.value, bytes.length) : undefined;
    expect(table && readCertificateTable(bytes, table)).toMatchObject({
      status: 'ok',
      value: [{ signers: [{ certificate: { subject: { commonName: 'Example Signer' } }, digest: 'sha384' }] }],
    });
  });
});
