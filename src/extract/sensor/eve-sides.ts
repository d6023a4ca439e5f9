/** Who spoke with whom, by an event of Suricata's EVE log. */
import { type EveEvent, type EveSide, sideOf } from '../../codec/eve/event.ts';
import { writeEndpoint } from '../../model/endpoint.ts';

export interface Sides {
  readonly client: EveSide | undefined;
  readonly server: EveSide | undefined;
}

/**
 * Who began: what the event's flow says, which is right whatever packet the event is about; or the direction that it
 * names; else its source.
 */
export function sidesOf(event: EveEvent): Sides {
  const own = event.part('flow');
  const client = sideOf(own, 'src_ip', 'src_port');
  const server = sideOf(own, 'dest_ip', 'dest_port');
  if (client && server) return { client, server };
  const turned = event.text('direction') === 'to_client';
  const { source, destination } = event;
  return turned ? { client: destination, server: source } : { client: source, server: destination };
}

const namePorts: ReadonlySet<number | undefined> = new Set([53, 853, 5353]);

/** An answer's source is the client in older versions and the resolver in newer ones: its port tells. */
export function lookupSides({ source, destination }: EveEvent): Sides {
  const turned = namePorts.has(source?.port) && !namePorts.has(destination?.port);
  return turned ? { client: destination, server: source } : { client: source, server: destination };
}

/** An address alone where the protocol has no ports. */
export function writeSide(side: EveSide | undefined): string | undefined {
  if (!side) return undefined;
  return side.port === undefined ? side.address : writeEndpoint({ address: side.address, port: side.port });
}

export function transportOf(event: EveEvent): 'tcp' | 'udp' | undefined {
  const { protocol } = event;
  return protocol === 'tcp' || protocol === 'udp' ? protocol : undefined;
}

/** Where nothing says who began, the smaller port is the server's. */
export function isFromClient({ source, destination }: EveEvent): boolean {
  return (destination?.port ?? 65_536) <= (source?.port ?? 65_536);
}
