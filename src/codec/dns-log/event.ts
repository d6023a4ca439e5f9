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
