/** What Velociraptor's offline collectors leave of machines with a miner, and of one without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import type { Report } from '../src/model/report.ts';
import { type Files, plant } from './machine-tree.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const options = `-o pool.example.com:3333 -u ${wallet} -p x`;
const rows = (...all: readonly object[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('');

let top = '';
afterEach(() => rmSync(top, { recursive: true }));

async function examined(files: Files): Promise<Report> {
  top = mkdtempSync(join(tmpdir(), 'davylamp-velociraptor-'));
  plant(files, top);
  return examineMachine({ root: top, now: () => new Date('2026-11-23T12:00:00Z') });
}

const spooler = {
  State: 'Running',
  Name: 'Spooler',
  StartMode: 'Auto',
  PathName: 'C:\\Windows\\System32\\spoolsv.exe',
  UserAccount: 'LocalSystem',
  Created: '2026-01-01T00:00:00Z',
  ServiceDll: null,
  FailureCommand: null,
};

test('a service of Windows, its connection and what started are found in tables', async () => {
  const program = 'C:\\ProgramData\\Svc\\xmrig.exe';
  const report = await examined({
    '/uploads/auto/C%3A/Windows/System32/drivers/etc/hosts': '127.0.0.1 localhost\n',
    '/results/Windows.System.Services.json': rows(spooler, {
      ...spooler,
      Name: 'WinMgmtHelper',
      PathName: `${program} ${options}`,
    }),
    '/results/Windows.Forensics.Prefetch.json': rows({
      Executable: 'XMRIG.EXE',
      LastRunTimes: ['2026-11-22T03:04:05Z'],
      RunCount: 12,
      PrefetchFileName: 'XMRIG.EXE-1B2C3D4E.pf',
    }),
    '/results/Windows.Network.NetstatEnriched%2FNetstat.json': rows({
      Pid: 700,
      Ppid: 4,
      Name: 'xmrig.exe',
      Path: program,
      CommandLine: `${program} ${options}`,
      Type: 'TCP',
      Status: 'ESTAB',
      SrcIP: '10.0.2.10',
      SrcPort: 41952,
      DestIP: '203.0.113.42',
      DestPort: 3333,
    }),
  });
  expect(report.verdict).toMatchObject({ stage: 'active' });
  expect(report.gaps).toEqual([]);
  const titles = report.findings.map(({ title }) => title).join('\n');
  expect(titles).toMatch(/A process mines for wallet 48mx[^\n]*: 700 \(xmrig\.exe\)/);
  expect(titles).toMatch(/A service \(WinMgmtHelper, as LocalSystem\) starts a miner for wallet 48mx/);
});

test('of ordinary tables nothing is told', async () => {
  const report = await examined({
    '/results/Windows.System.Services.json': rows(spooler),
    '/results/Windows.Sys.StartupItems.json': rows({
      Name: 'OneDrive',
      OSPath: 'HKEY_USERS\\S-1-5-21\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\OneDrive',
      Details: '"C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe" /background',
      Enabled: 'enabled',
    }),
    '/results/Windows.System.TaskScheduler%2FAnalysis.json': rows({
      OSPath: 'C:\\Windows\\System32\\Tasks\\Adobe Acrobat Update Task',
      Command: 'c:\\program files (x86)\\common files\\adobe\\arm\\1.0\\adobearm.exe',
      Arguments: null,
      UserId: 'S-1-5-4',
    }),
  });
  expect(report.findings).toEqual([]);
  expect(report.gaps).toEqual([]);
});
