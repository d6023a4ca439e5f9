/** One flow record as nfdump writes it, whichever of its forms. */
export interface FlowRecord {
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  readonly transport: 'tcp' | 'udp';
  /**
   * Milliseconds by the clock and in the zone of the machine that ran nfdump, counted as if they were UTC: good for
   * lengths and order, not for when.
   */
  readonly first: number;
  readonly last: number;
  /** From source to destination. */
  readonly packets: number;
  readonly bytes: number;
  /** The way back, where the record holds both ways (nfdump -b, -B; some firewalls). */
  readonly packetsBack: number;
  readonly bytesBack: number;
}

/** `2026-11-23 16:00:01` or `2026-11-23T16:00:01.109`, as if it were UTC. */
export function localTime(text: string): number | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)$/.exec(text);
  const ms = parts === null ? Number.NaN : Date.parse(`${parts[1]}T${parts[2]}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

/** Names and numbers (IANA) of what carries pools. */
export function transportOf(protocol: string): 'tcp' | 'udp' | undefined {
  const name = protocol.trim().toUpperCase();
  if (name === 'TCP' || name === '6') return 'tcp';
  return name === 'UDP' || name === '17' ? 'udp' : undefined;
}

export function wholeNumber(text: string): number | undefined {
  return /^ {0,16}\d{1,15} {0,4}$/.test(text) ? Number(text) : undefined;
}

export function portNumber(text: string): number | undefined {
  const port = wholeNumber(text);
  return port !== undefined && port <= 65_535 ? port : undefined;
}
