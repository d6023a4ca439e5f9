/**
 * Facts that stand beside a conversation that can't be read and speak for or against a miner, in bits. These are
 * judgements of ours with a reason each, no measurements; so they only count where the rhythm already says half of it.
 */
import type { TlsHandshake } from '../model/network-payloads.ts';
import { poolPort } from './pool-ports.ts';

export interface CadenceFact {
  readonly id: string;
  readonly says: string;
  readonly bits: number;
  readonly why: string;
}

interface FactRule extends CadenceFact {
  readonly holds: (port: number | undefined, tls: TlsHandshake | undefined) => boolean;
}

const webProtocols: ReadonlySet<string> = new Set(['h2', 'h3', 'http/1.1']);

export const factRules: readonly FactRule[] = [
  {
    id: 'pool-port',
    says: 'pools listen on this port',
    bits: 2,
    why: 'a list of ports (intel/pool-ports.ts); other services use some of them',
    holds: (port) => port !== undefined && poolPort(port) !== undefined,
  },
  {
    id: 'no-server-name',
    says: 'the client did not say which server it wants',
    bits: 1.5,
    why: 'XMRig names its server only where `sni` is set (its documentation); browsers and most libraries always do, programs that connect to a bare address never do',
    holds: (_, tls) =>
      tls !== undefined && tls.sensor === 'capture' && tls.serverName === undefined && tls.ja3 !== undefined,
  },
  {
    id: 'self-signed',
    says: 'the server’s certificate is signed by itself',
    bits: 1.5,
    why: 'private pools and proxies make their own; so do routers, cameras and whatever is run at home',
    holds: (_, tls) => tls?.certificate?.selfSigned === true,
  },
  {
    id: 'speaks-web',
    says: 'the client offered to speak HTTP (ALPN)',
    bits: -4,
    why: 'browsers and web clients do so; a miner has no use for it',
    holds: (_, tls) => tls?.alpn?.some((protocol) => webProtocols.has(protocol)) === true,
  },
];

/** What holds for a server's port and the handshake, where one was seen. */
export function cadenceFacts(port: number | undefined, tls: TlsHandshake | undefined): CadenceFact[] {
  return factRules.filter(({ holds }) => holds(port, tls));
}
