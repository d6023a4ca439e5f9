/** A key and a certificate that signs itself, made by OpenSSL for the day. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Stage } from './stage.ts';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly keyPath: string;
  readonly certPath: string;
}

export async function makeCertificate({ clock, folder }: Stage, name: string): Promise<Certificate> {
  const keyPath = join(folder, `${name}.key`);
  const certPath = join(folder, `${name}.pem`);
  const form = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', keyPath, '-out', certPath];
  const names = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
  await clock.hold(promisify(execFile)('openssl', [...form, ...files, ...names], { timeout: 20_000 }));
  return { key: readFileSync(keyPath, 'utf8'), cert: readFileSync(certPath, 'utf8'), keyPath, certPath };
}
