import type { Endpoint } from '../../model/stream.ts';

/** `address:port`, IPv6 in brackets, as observations write it. */
export function writeEndpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
