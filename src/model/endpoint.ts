/**
 * Endpoints and names as observations write them: `address:port`, IPv6 in brackets, or an address alone where no port is
 * known; names of hosts in lower case, without the last dot.
 */
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

const ipv4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const ipv6 = /^(?=[^:]{0,4}:)[0-9a-fA-F:.]{2,45}$/;

/** True of an IP address by its shape: its groups are not looked at one by one. */
export function isAddress(text: string): boolean {
  return ipv4.test(text) || ipv6.test(text);
}

/** True of an IP address that means nowhere, or the machine itself: what blocking servers answer. */
export function isNowhere(address: string): boolean {
  return /^[0.:]+$/.test(address) || address === '127.0.0.1' || /^[0:]+:0{0,3}1$/.test(address);
}

/** @example plainName('Pool.Example.com.') // 'pool.example.com' */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
