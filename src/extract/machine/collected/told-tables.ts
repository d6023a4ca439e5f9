/**
 * Tables of processes and connections: in an offline collection of Velociraptor `results/ARTIFACT.json` or `.csv`, of
 * KAPE's modules what PowerShell exported, and what `netstat -anob` printed.
 * Sources: https://docs.velociraptor.app/artifact_references/pages/linux.sys.pslist/, windows.system.pslist/,
 * generic.system.pstree/, linux.network.netstat/, windows.network.netstat/, windows.network.netstatenriched/;
 * https://github.com/EricZimmerman/KapeFiles, Modules/LiveResponse (PWSH-Get-ProcessList, PWSH-Get-CimInstance_ProcessList,
 * Get-NetworkConnection, NetStat). Names of columns changed between versions: all that are known are tried.
 */
import { objectAt, textAt } from '../../../codec/container-state/facts.ts';
import type { JsonValue } from '../../../codec/json/document.ts';
import { socketState } from '../../../codec/socket-list/socket-list.ts';
import { writeEndpoint } from '../../../model/endpoint.ts';
import type { Machine, MachineTree } from '../../../model/machine-units.ts';
import { Gathering, nameIn } from './gathering.ts';
import { readWindowsNetstat } from './netstat-windows.ts';
import { forRows, numberIn, textIn, timeIn } from './rows.ts';
import { tablesOf } from './tables.ts';
import type { Told } from './told-facts.ts';

const processTables =
  /\/(?:(?:(?:Linux|MacOS)\.Sys\.Pslist|Windows\.System\.Pslist|Generic\.System\.Pstree)(?:%2F[\w.-]{1,64})?|PWSH-Get-(?:CIM_)?ProcessList)\.(?:json|csv)$/i;
const socketTables =
  /\/(?:(?:Linux\.Network\.Netstat\w{0,16}|Windows\.Network\.Netstat(?:Enriched)?)(?:%2F[\w.-]{1,64})?|Get-NetworkConnection)\.(?:json|csv)$/i;
const longestCommand = 8192;

export function toldByTables(machine: Machine): Told {
  const gathering = new Gathering();
  const { collected } = machine;
  if (collected === undefined) return gathering.told;
  const paths = tablesOf(machine).all.map(({ path }) => path);
  for (const path of paths.filter((one) => processTables.test(one)))
    readTable(collected, path, gathering, (row) => takeProcess(row, gathering));
  for (const path of paths.filter((one) => socketTables.test(one)))
    readTable(collected, path, gathering, (row) => takeSocket(row, gathering));
  readWindowsNetstat(collected, gathering);
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
  const pid = numberIn(row, 'Pid', 'PID', 'ProcessId', 'ProcessID');
  if (pid === undefined) return false;
  const command = (textIn(row, 'CommandLine', 'commandline', 'Name', 'ProcessName') ?? '').slice(0, longestCommand);
  const parent = numberIn(row, 'Ppid', 'PPid', 'PPID', 'ParentProcessId');
  const program = textIn(row, 'Exe', 'Path');
  const user = textIn(row, 'Username', 'Owner');
  const start = timeIn(row, 'CreateTime', 'CreatedTime', 'StartTime', 'CreationDate');
  const memory = numberIn(row, 'RSS', 'WorkingSetSize');
  gathering.process({
    pid,
    name: textIn(row, 'Name', 'ProcessName', 'Description') ?? nameIn(command),
    command,
    ...(program === undefined ? {} : { program }),
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
    ...(start === undefined ? {} : { start }),
    ...(memory === undefined ? {} : { memory }),
  });
  return true;
}

const localColumns = [
  ['LocalAddr', 'LocalPort'],
  ['LocalAddress', 'LocalPort'],
  ['LaddrIP', 'LaddrPort'],
  ['Laddr.IP', 'Laddr.Port'],
  ['SrcIP', 'SrcPort'],
  ['Laddr', 'Lport'],
] as const;
const remoteColumns = [
  ['RemoteAddr', 'RemotePort'],
  ['RemoteAddress', 'RemotePort'],
  ['RaddrIP', 'RaddrPort'],
  ['Raddr.IP', 'Raddr.Port'],
  ['DestIP', 'DestPort'],
  ['Raddr', 'Rport'],
] as const;

function takeSocket(row: JsonValue, gathering: Gathering): boolean {
  const pid = numberIn(row, 'Pid', 'ProcessId', 'OwningProcess') ?? numberIn(objectAt(row, 'ProcessInfo'), 'Pid');
  takeHolder(row, pid, gathering);
  const local = endpointIn(row, localColumns);
  const remote = endpointIn(row, remoteColumns);
  if (local === undefined) return false;
  // What nobody holds any more is of no process.
  if (pid === undefined) return true;
  const state = textAt(row, 'State') ?? textAt(row, 'Status') ?? '';
  const there = remote ?? { address: '0.0.0.0', port: 0 };
  gathering.connection(pid, {
    protocol: /udp/i.test(textIn(row, 'Type', 'Protocol', 'Proto') ?? '') ? 'udp' : 'tcp',
    local: writeEndpoint(local),
    remote: writeEndpoint(there),
    remotePort: there.port,
    state: socketState(state.slice(0, 32)),
  });
  return true;
}

/** Tables of connections that were enriched say of each which process holds it: other lists of processes say more. */
function takeHolder(row: JsonValue, pid: number | undefined, gathering: Gathering): void {
  const info = objectAt(row, 'ProcInfo');
  const command = (textAt(info, 'CommandLine') ?? textAt(row, 'CommandLine') ?? '').slice(0, longestCommand);
  const program = textAt(info, 'Exe') ?? textAt(row, 'Path');
  if (pid === undefined || (command === '' && program === undefined)) return;
  const name = textAt(info, 'Name') ?? textAt(row, 'Name') ?? nameIn(command);
  const parent = numberIn(info, 'Ppid') ?? numberIn(row, 'Ppid');
  const user = textAt(info, 'Username') ?? textAt(row, 'Username');
  gathering.process({
    pid,
    name,
    command,
    ...(program === undefined ? {} : { program }),
    ...(parent === undefined ? {} : { parent }),
    ...(user === undefined ? {} : { user }),
  });
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
