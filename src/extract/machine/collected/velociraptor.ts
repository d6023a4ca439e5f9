/**
 * Tables of processes and connections in an offline collection of Velociraptor: `results/ARTIFACT.json`, an object a line.
 * Sources: https://docs.velociraptor.app/artifact_references/pages/linux.sys.pslist/, windows.system.pslist/,
 * generic.system.pstree/, linux.network.netstat/, windows.network.netstat/, windows.network.netstatenriched/. Names of
 * columns changed between versions: all that are known are tried.
 */

import { objectAt, textAt } from '../../../codec/container-state/facts.ts';
import type { JsonValue } from '../../../codec/json/document.ts';
import { socketState } from '../../../codec/socket-list/socket-list.ts';
import { writeEndpoint } from '../../../model/endpoint.ts';
import type { MachineTree } from '../../../model/machine-units.ts';
import { Gathering, nameIn } from './gathering.ts';
import { forRows, numberIn } from './rows.ts';
import type { Told } from './told-facts.ts';

const processTables =
  /^(?:(?:Linux|MacOS)\.Sys\.Pslist|Windows\.System\.Pslist|Generic\.System\.Pstree)(?:%2F[\w.-]{1,64})?\.json$/i;
const socketTables =
  /^(?:Linux\.Network\.Netstat\w{0,16}|Windows\.Network\.Netstat(?:Enriched)?)(?:%2F[\w.-]{1,64})?\.json$/i;
const longestCommand = 8192;
const latestTime = 8.64e15;

export function toldByVelociraptor(collected: MachineTree): Told {
  const gathering = new Gathering();
  for (const { name } of collected.list('/results')) {
    const path = `/results/${name}`;
    if (processTables.test(name)) readTable(collected, path, gathering, (row) => takeProcess(row, gathering));
    if (socketTables.test(name)) readTable(collected, path, gathering, (row) => takeSocket(row, gathering));
  }
  return gathering.told;
}

function readTable(
  collected: MachineTree,
  path: string,
  gathering: Gathering,
  take: (row: JsonValue) => boolean,
): void {
  const { bad, cut } = forRows(collected, path, take);
  if (bad > 0) gathering.miss('malformed', path, `${bad} lines are no rows of the table`);
  if (cut) gathering.miss('limit-count', path, 'more rows were not read');
}

function takeProcess(row: JsonValue, gathering: Gathering): boolean {
  const pid = numberIn(row, 'Pid', 'PID');
  if (pid === undefined) return false;
  const command = (textAt(row, 'CommandLine') ?? textAt(row, 'Name') ?? '').slice(0, longestCommand);
  const parent = numberIn(row, 'Ppid', 'PPid', 'PPID');
  const program = textAt(row, 'Exe') ?? textAt(row, 'Path');
  const user = textAt(row, 'Username');
  const start = startOf(row);
  const memory = numberIn(row, 'RSS', 'WorkingSetSize');
  gathering.process({
    pid,
    name: textAt(row, 'Name') ?? nameIn(command),
    command,
    ...(program === undefined ? {} : { program }),
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
    ...(start === undefined ? {} : { start }),
    ...(memory === undefined ? {} : { memory }),
  });
  return true;
}

/** A moment in words, or in seconds since 1970. */
function startOf(row: JsonValue): number | undefined {
  const text = ['CreateTime', 'CreatedTime', 'StartTime']
    .map((name) => textAt(row, name))
    .find((one) => one !== undefined);
  if (text === undefined) return undefined;
  const time = /^\d{9,13}(?:\.\d+)?$/.test(text) ? Number(text) * (Number(text) < 1e11 ? 1000 : 1) : Date.parse(text);
  return time > 0 && time < latestTime ? Math.round(time) : undefined;
}

function takeSocket(row: JsonValue, gathering: Gathering): boolean {
  const pid = numberIn(row, 'Pid') ?? numberIn(objectAt(row, 'ProcessInfo'), 'Pid');
  const local = endpointIn(row, [
    ['LocalAddr', 'LocalPort'],
    ['LaddrIP', 'LaddrPort'],
    ['Laddr.IP', 'Laddr.Port'],
    ['SrcIP', 'SrcPort'],
    ['Laddr', 'Lport'],
  ]);
  const remote = endpointIn(row, [
    ['RemoteAddr', 'RemotePort'],
    ['RaddrIP', 'RaddrPort'],
    ['Raddr.IP', 'Raddr.Port'],
    ['DestIP', 'DestPort'],
    ['Raddr', 'Rport'],
  ]);
  if (local === undefined) return false;
  // What nobody holds any more is of no process.
  if (pid === undefined) return true;
  const state = textAt(row, 'State') ?? textAt(row, 'Status') ?? '';
  const there = remote ?? { address: '0.0.0.0', port: 0 };
  gathering.connection(pid, {
    protocol: /udp/i.test(textAt(row, 'Type') ?? '') ? 'udp' : 'tcp',
    local: writeEndpoint(local),
    remote: writeEndpoint(there),
    remotePort: there.port,
    state: socketState(state.slice(0, 32)),
  });
  return true;
}

interface Place {
  readonly address: string;
  readonly port: number;
}

function endpointIn(row: JsonValue, columns: readonly (readonly [string, string])[]): Place | undefined {
  for (const [one, other] of columns) {
    const address = textAt(row, one);
    const port = numberIn(row, other);
    if (address !== undefined && /^[0-9A-Fa-f:.]{2,45}$/.test(address) && port !== undefined && port < 65_536)
      return { address, port };
  }
  return undefined;
}
