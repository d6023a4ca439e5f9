/**
 * What stands before the conversation proper: tunnels, one within the other, and the exchange that opens a WebSocket.
 * Sources: prelude.ts, codec/websocket. Does not see: a tunnel whose answer was lost while another one follows it.
 */
import { readUpgrade, type Upgrade } from '../websocket/upgrade.ts';
import { type Prelude, readClientPrelude, readServerPrelude } from './prelude.ts';

export type Tunnel = 'socks4' | 'socks5' | 'http-connect';

export interface Opening {
  /** Where the conversation proper begins in what each side sent. */
  readonly client: number;
  readonly server: number;
  /** Outermost first. */
  readonly through: readonly Tunnel[];
  /** What the innermost proxy was asked for. */
  readonly host?: string;
  readonly port?: number;
  readonly upgrade?: Upgrade;
}

/** Nobody goes through more proxies by hand. */
const mostTunnels = 4;

export function readOpening(client: Uint8Array, server: Uint8Array): Opening {
  const through: Tunnel[] = [];
  let [clientAt, serverAt] = [0, 0];
  let target: Pick<Prelude, 'host' | 'port'> = {};
  while (through.length < mostTunnels) {
    const asked = readClientPrelude(client.subarray(clientAt));
    if (asked.scheme === undefined || asked.end === 0) break;
    through.push(asked.scheme === 'http' ? 'http-connect' : asked.scheme);
    serverAt += readServerPrelude(server.subarray(serverAt), asked).end;
    clientAt += asked.end;
    target = asked;
  }
  const upgrade = readUpgrade(client.subarray(clientAt), server.subarray(serverAt));
  return {
    client: clientAt + (upgrade?.clientEnd ?? 0),
    server: serverAt + (upgrade?.serverEnd ?? 0),
    through,
    ...(target.host !== undefined && { host: target.host }),
    ...(target.port !== undefined && { port: target.port }),
    ...(upgrade !== undefined && { upgrade }),
  };
}
