/** One line of a DNS server's log, whichever server wrote it. */
export interface DnsEvent {
  readonly server: 'dnsmasq' | 'bind' | 'unbound';
  /** `query`: a client asked. `answer`: what it was told, or what became of its question. */
  readonly act: 'query' | 'answer';
  /** Lower case, without the last dot. */
  readonly name: string;
  readonly type?: string | undefined;
  /** Address of who asked, where the line says it. */
  readonly client?: string | undefined;
  /** The server's own address, where the line says it. */
  readonly resolver?: string | undefined;
  readonly outcome?: 'answered' | 'none' | 'refused' | 'blocked' | undefined;
  /** An address that came back. */
  readonly answer?: string | undefined;
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
}

/** An IP address that means nowhere: what blocking servers answer. */
export function isNowhere(address: string): boolean {
  return address === '0.0.0.0' || address === '::' || address === '127.0.0.1' || address === '::1';
}

const ipv4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const ipv6 = /^(?=[^:]{0,4}:)[0-9a-fA-F:.]{2,45}$/;

export function isAddress(text: string): boolean {
  return ipv4.test(text) || ipv6.test(text);
}

/** A name as observations write it. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
