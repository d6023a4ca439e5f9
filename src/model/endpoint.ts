/** Endpoints as observations write them: `address:port`, IPv6 in brackets, or an address alone where no port is known. */
import type { Endpoint } from './stream.ts';

export function writeEndpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const withPort = /^(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/;

/** The address alone, without brackets. @example addressOf('[2001:db8::1]:3333') // '2001:db8::1' */
export function addressOf(endpoint: string): string {
  const parts = withPort.exec(endpoint);
  return parts?.[1] ?? parts?.[2] ?? endpoint.replace(/^\[|\]$/g, '');
}

/** Undefined where there is none: an IPv6 address without brackets has no port. */
export function portOf(endpoint: string): number | undefined {
  const port = withPort.exec(endpoint)?.[3];
  return port === undefined ? undefined : Number(port);
}
