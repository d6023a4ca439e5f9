/**
 * What Windows' `netstat -anob` printed: KAPE's module NetStat keeps it as network_connections.txt.
 * Source: Microsoft, netstat; https://github.com/EricZimmerman/KapeFiles, Modules/LiveResponse/NetStat.mkape.
 *
 *       TCP    10.0.2.10:41952   203.0.113.42:3333   ESTABLISHED   700
 *      [x.exe]
 *
 * Does not see: states in other languages than English (they are told as they stand).
 */
import { socketState } from '../../../codec/socket-list/socket-list.ts';
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import { writeEndpoint } from '../../../model/endpoint.ts';
import type { MachineTree } from '../../../model/machine-units.ts';
import type { Gathering } from './gathering.ts';

/** Where the module's folder stands: in the collection, or in the folder of all modules. */
const places = ['', '/LiveResponse', '/module/LiveResponse', '/modules/LiveResponse', '/Module/LiveResponse'];
const mostBytes = 16 * 1024 * 1024;
const line = /^ {1,8}(TCP|UDP) {1,32}(\S{3,64}) {1,64}(\S{3,64}) {1,64}(?:(\S{1,32}) {1,32})?(\d{1,10})$/;

export function readWindowsNetstat(collected: MachineTree, gathering: Gathering): void {
  for (const place of places) {
    for (const one of linesOf(collected.text(`${place}/network_connections.txt`, mostBytes) ?? '')) {
      const [, protocol, local = '', remote = '', state = 'UNCONN', pid] = line.exec(one.trimEnd()) ?? [];
      const [here, there] = [endpointOf(local), endpointOf(remote)];
      if (protocol === undefined || here === undefined || there === undefined) continue;
      gathering.connection(Number(pid), {
        protocol: protocol === 'UDP' ? 'udp' : 'tcp',
        local: writeEndpoint(here),
        remote: writeEndpoint(there),
        remotePort: there.port,
        state: socketState(state),
      });
    }
  }
}

/** `10.0.2.10:22`, `[::]:22`, `*:*`. */
function endpointOf(text: string): { readonly address: string; readonly port: number } | undefined {
  const [, address, port] = /^\[?([0-9A-Fa-f.:*]{1,45})(?:%\d{1,9})?\]?:(\d{1,5}|\*)$/.exec(text) ?? [];
  if (address === undefined) return undefined;
  return { address: address === '*' ? '0.0.0.0' : address, port: port === '*' ? 0 : Math.min(65_535, Number(port)) };
}
