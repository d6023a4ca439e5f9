/** Event logs such as Sysmon fills on an ordinary machine: every value differs, none is a miner's. */

import type { EvtxWritten } from '../tests/evtx-values.ts';
import type { EvtxEventToWrite } from '../tests/evtx-writer.ts';
import { address, below, hex, type Next, pick, secondsAt, word } from './logs-values.ts';

const programs = [
  'C:\\Windows\\System32\\svchost.exe',
  'C:\\Windows\\System32\\cmd.exe',
  'C:\\Windows\\System32\\conhost.exe',
  'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
  'C:\\Windows\\System32\\rundll32.exe',
  'C:\\Windows\\System32\\reg.exe',
  'C:\\Windows\\System32\\net.exe',
  'C:\\Windows\\explorer.exe',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE',
];
const users = ['EXAMPLE\\alice', 'EXAMPLE\\bob', 'NT AUTHORITY\\SYSTEM', 'NT AUTHORITY\\NETWORK SERVICE'];

type Data = Record<string, EvtxWritten>;

const guid = (next: Next): EvtxWritten => ({
  type: 'guid',
  value: `{${[8, 4, 4, 4, 12].map((digits) => hex(next, digits)).join('-')}}`,
});
const pid = (next: Next): number => 4 * below(next, 8_000);
const hashes = (next: Next): string => `MD5=${hex(next, 32)},SHA256=${hex(next, 64)},IMPHASH=${hex(next, 32)}`;
const file = (next: Next): string => `C:\\Users\\alice\\${word(next)}\\${word(next)}-${below(next, 90_000)}`;

/** What every event of Sysmon says of a process. */
function process(line: number, next: Next): Data {
  const time = new Date(secondsAt(line) * 1000).toISOString().replace('T', ' ').slice(0, 23);
  return { RuleName: '-', UtcTime: time, ProcessGuid: guid(next), ProcessId: pid(next), Image: pick(next, programs) };
}

function start(line: number, next: Next): Data {
  const image = pick(next, programs);
  return {
    ...process(line, next),
    Image: image,
    FileVersion: `10.0.${below(next, 30_000)}.1`,
    Description: `${word(next)} ${word(next)}`,
    Product: 'Microsoft® Windows® Operating System',
    Company: 'Microsoft Corporation',
    OriginalFileName: image.slice(image.lastIndexOf('\\') + 1),
    CommandLine: `"${image}" /${word(next)} ${file(next)}.txt -k ${word(next)}${below(next, 900)} -p`,
    CurrentDirectory: 'C:\\Windows\\system32\\',
    User: pick(next, users),
    LogonGuid: guid(next),
    LogonId: { type: 'hex64', value: BigInt(below(next, 1e9)) },
    TerminalSessionId: below(next, 4),
    IntegrityLevel: pick(next, ['Medium', 'High', 'System']),
    Hashes: hashes(next),
    ParentProcessGuid: guid(next),
    ParentProcessId: pid(next),
    ParentImage: pick(next, programs),
    ParentCommandLine: `${pick(next, programs)} -k ${word(next)}${below(next, 900)}`,
    ParentUser: pick(next, users),
  };
}

function connection(line: number, next: Next): Data {
  return {
    ...process(line, next),
    User: pick(next, users),
    Protocol: 'tcp',
    Initiated: true,
    SourceIsIpv6: false,
    SourceIp: `10.0.${below(next, 256)}.${below(next, 256)}`,
    SourceHostname: '-',
    SourcePort: 32_768 + below(next, 28_000),
    DestinationIsIpv6: false,
    DestinationIp: address(next),
    DestinationHostname: `${word(next)}${below(next, 5_000)}.example.com`,
    DestinationPort: pick(next, [443, 443, 80, 53, 8080]),
  };
}

const image = (line: number, next: Next): Data => ({
  ...process(line, next),
  ImageLoaded: `C:\\Windows\\System32\\${word(next)}${below(next, 900)}.dll`,
  Hashes: hashes(next),
  Signed: true,
  Signature: 'Microsoft Windows',
  SignatureStatus: 'Valid',
  User: pick(next, users),
});
const access = (line: number, next: Next): Data => ({
  UtcTime: new Date(secondsAt(line) * 1000).toISOString(),
  SourceProcessId: pid(next),
  SourceImage: pick(next, programs),
  TargetProcessId: pid(next),
  TargetImage: pick(next, programs),
  GrantedAccess: '0x1000',
  CallTrace: `C:\\Windows\\SYSTEM32\\ntdll.dll+${hex(next, 5)}|C:\\Windows\\System32\\KERNELBASE.dll+${hex(next, 5)}`,
});
const created = (line: number, next: Next): Data => ({ ...process(line, next), TargetFilename: `${file(next)}.tmp` });
const registry = (line: number, next: Next): Data => ({
  EventType: 'SetValue',
  ...process(line, next),
  TargetObject: `HKLM\\SOFTWARE\\Microsoft\\${word(next)}\\${word(next)}${below(next, 90_000)}`,
  Details: `DWORD (0x${hex(next, 8)})`,
});
const lookup = (line: number, next: Next): Data => ({
  ...process(line, next),
  QueryName: `${word(next)}${below(next, 5_000)}.example.com`,
  QueryStatus: '0',
  QueryResults: `${address(next)};`,
});

/** How many of a hundred events are of which kind. */
const kinds: readonly (readonly [share: number, id: number, data: (line: number, next: Next) => Data])[] = [
  [20, 1, start],
  [15, 3, connection],
  [15, 7, image],
  [10, 10, access],
  [20, 11, created],
  [15, 13, registry],
  [5, 22, lookup],
];
const byShare = kinds.flatMap(([share, id, data]) => Array.from({ length: share }, () => ({ id, data })));

export function sysmonEvent(line: number, next: Next): EvtxEventToWrite {
  const { id, data } = pick(next, byShare);
  return {
    provider: 'Microsoft-Windows-Sysmon',
    channel: 'Microsoft-Windows-Sysmon/Operational',
    eventId: id,
    time: Math.round(secondsAt(line) * 1000),
    computer: 'desk7.example.com',
    recordId: line + 1,
    data: data(line, next),
  };
}
