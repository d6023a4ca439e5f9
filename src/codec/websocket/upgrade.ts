/**
 * The HTTP exchange that opens a WebSocket, and what was agreed on in it.
 * Sources: RFC 6455 section 4, RFC 7692 section 7.1. Does not see: WebSockets over HTTP/2 (RFC 8441); whether the
 * server's key answers the client's.
 */
import { type HttpMessage, readHttpMessage } from '../http/message.ts';
import type { Packing } from './messages.ts';

export interface Upgrade {
  /** Offset of the first frame in each direction; 0 where the direction does not show the exchange. */
  readonly clientEnd: number;
  readonly serverEnd: number;
  readonly client: Packing;
  readonly server: Packing;
  /** As written: `Host`, `Origin`, `User-Agent`, `Sec-WebSocket-Protocol`. */
  readonly host?: string;
  readonly origin?: string;
  readonly agent?: string;
  readonly protocol?: string;
}

/** The exchange at the start of both directions; one of them is enough. */
export function readUpgrade(client: Uint8Array, server: Uint8Array): Upgrade | undefined {
  const request = asksForUpgrade(client);
  const answer = grantsUpgrade(server);
  if (request === undefined && answer === undefined) return undefined;
  // A request that was refused opens nothing.
  if (answer === undefined && server.length > 0) return undefined;
  const agreed = answer?.headers.get('sec-websocket-extensions') ?? '';
  return {
    clientEnd: request?.bodyAt ?? 0,
    serverEnd: answer?.bodyAt ?? 0,
    client: packingOf(agreed, 'client'),
    server: packingOf(agreed, 'server'),
    ...header(request, 'host', 'host'),
    ...header(request, 'origin', 'origin'),
    ...header(request, 'agent', 'user-agent'),
    ...header(request, 'protocol', 'sec-websocket-protocol'),
  };
}

function asksForUpgrade(bytes: Uint8Array): HttpMessage | undefined {
  const message = readHttpMessage(bytes, 0);
  if (message.status !== 'ok' || message.value.says !== 'request') return undefined;
  return namesWebSocket(message.value) ? message.value : undefined;
}

function grantsUpgrade(bytes: Uint8Array): HttpMessage | undefined {
  const message = readHttpMessage(bytes, 0);
  if (message.status !== 'ok' || message.value.says !== 'response' || message.value.status !== 101) return undefined;
  return namesWebSocket(message.value) ? message.value : undefined;
}

function namesWebSocket({ headers }: HttpMessage): boolean {
  return headers.get('upgrade')?.toLowerCase() === 'websocket';
}

/** Each side may be told to start every message with an empty window. */
function packingOf(agreed: string, side: 'client' | 'server'): Packing {
  const [name, ...parameters] = (agreed.split(',')[0] ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (name !== 'permessage-deflate') return {};
  return { window: parameters.includes(`${side}_no_context_takeover`) ? 'new' : 'kept' };
}

function header<K extends string>(
  message: HttpMessage | undefined,
  as: K,
  name: string,
): { readonly [P in K]?: string } {
  const text = message?.headers.get(name);
  // The key is the one that the type says; a computed key is widened to `string`.
  return text === undefined || text === '' ? {} : ({ [as]: text } as { readonly [P in K]: string });
}
