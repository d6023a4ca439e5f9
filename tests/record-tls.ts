/** Handshakes of OpenSSL with itself, on loopback, with what went over the wire in either direction. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect as connectPlain, createServer as createPlainServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect, createServer, type TlsOptions } from 'node:tls';
import { temporaryFolder } from './temporary-folder.ts';

export interface Recorded {
  readonly client: Uint8Array;
  readonly server: Uint8Array;
  /** What the client says was agreed: `TLSv1.3`, and the IANA name of the cipher suite. */
  readonly protocol: string | null;
  readonly cipher: string;
}

export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that signs itself, made by openssl. */
export function makeCertificate(subject: string, alternativeNames: string): KeyAndCertificate {
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '10', '-subj', subject];
  const names = ['-addext', `subjectAltName=${alternativeNames}`];
  execFileSync('openssl', [...made, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore', timeout: 20_000 });
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // a server that listens on a port has one
}

/** One conversation: the handshake, a word from the client and the same word back. */
export async function recordTls(
  certificate: KeyAndCertificate,
  ofServer: TlsOptions,
  ofClient: ConnectionOptions,
): Promise<Recorded> {
  const server = createServer({ ...certificate, ...ofServer }, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  const heard: { client: Buffer[]; server: Buffer[] } = { client: [], server: [] };
  const target = await listening(server);
  const between = createPlainServer((near) => {
    const far = connectPlain(target, '127.0.0.1');
    for (const socket of [near, far]) socket.on('error', () => socket.destroy());
    near.on('data', (bytes: Buffer) => heard.client.push(bytes));
    far.on('data', (bytes: Buffer) => heard.server.push(bytes));
    near.pipe(far).pipe(near);
  });
  const port = await listening(between);
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...ofClient });
  try {
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer')));
    await once(socket, 'secureConnect');
    socket.write('hello');
    await once(socket, 'data');
    const [client, answer] = [Buffer.concat(heard.client), Buffer.concat(heard.server)];
    return {
      client: new Uint8Array(client),
      server: new Uint8Array(answer),
      protocol: socket.getProtocol(),
      cipher: socket.getCipher().standardName,
    };
  } finally {
    socket.destroy();
    server.close();
    between.close();
  }
}
