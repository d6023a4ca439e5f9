/** What KAPE's target and modules leave of a Windows machine with a miner, and of one without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { examineMachine } from '../src/engine/node/host/examine-machine.ts';
import type { Report } from '../src/model/report.ts';
import { type Files, plant } from './machine-tree.ts';

// A wallet whose check holds and that nobody publishes for donations (shared facts on Monero).
const wallet = '48mxGC7MjyhWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbHuK7RDn';
const miner = `C:\\Users\\Public\\lib\\xmrig.exe -o pool.example.com:3333 -u ${wallet} -p x`;

const target: Files = {
  '/target/2026-11-23T120000_CopyLog.csv': 'CopiedTimestamp,SourceFile,DestinationFile\n',
  '/target/C/Windows/System32/drivers/etc/hosts': '127.0.0.1 localhost\r\n',
  '/target/C/Users/alice/notes.txt': 'x',
};
const tools = '/module/ProgramExecution/20261123120000';
const autoruns =
  'Time,Entry Location,Entry,Enabled,Category,Profile,Description,Signer,Company,Image Path,Launch String';
const prefetch = 'Note,SourceFilename,ExecutableName,Hash,RunCount,LastRun,PreviousRun0,FilesLoaded';
const spooler =
  '20260101-030300,HKLM\\System\\CurrentControlSet\\Services,Spooler,enabled,Services,System-wide,Print Spooler,(Verified) Microsoft Windows,Microsoft,c:\\windows\\system32\\spoolsv.exe,C:\\Windows\\System32\\spoolsv.exe';
const processes = '"Name","ProcessID","Path","commandline","Owner","CreationDate","ParentProcessId"';
const explorer = '"explorer.exe","400","C:\\Windows\\explorer.exe","C:\\Windows\\Explorer.EXE","PC\\alice","","380"';

let top = '';
afterEach(() => rmSync(top, { recursive: true }));

async function examined(files: Files): Promise<Report> {
  top = mkdtempSync(join(tmpdir(), 'davylamp-kape-'));
  plant({ ...target, ...files }, top);
  return examineMachine({ root: top, now: () => new Date('2026-11-23T12:00:00Z') });
}

test('a miner is found by what the modules listed alone', async () => {
  const report = await examined({
    [`${tools}_PECmd_Output.csv`]: `\ufeff${prefetch}\r\n,x,XMRIG.EXE,1B2C3D4E,12,2026-11-22 03:04:05,2026-11-21 03:04:05,"\\VOLUME{01d}\\USERS\\PUBLIC\\LIB\\XMRIG.EXE"\r\n`,
    '/module/LiveResponse/autoruns.csv': Uint8Array.from(
      Buffer.from(
        `\ufeff${autoruns}\r\n20261120-030300,Task Scheduler,\\Microsoft\\Windows\\UpdateCheck,enabled,Tasks,System-wide,,,,c:\\x.exe,${miner}\r\n${spooler}\r\n`,
        'utf16le',
      ),
    ),
    '/module/LiveResponse/PWSH-Get-ProcessList.csv': `${processes}\r\n${explorer}\r\n"xmrig.exe","700","C:\\Users\\Public\\lib\\xmrig.exe","${miner}","PC\\alice","20261120030405.123456+060","400"\r\n`,
    '/module/LiveResponse/network_connections.txt':
      '\r\n  Proto  Local Address          Foreign Address        State           PID\r\n  TCP    10.0.2.10:41952        203.0.113.42:3333      ESTABLISHED     700\r\n [xmrig.exe]\r\n',
  });
  expect(report.verdict).toMatchObject({ stage: 'active' });
  expect(report.gaps).toEqual([]);
  expect(report.observations).toContainEqual(
    expect.objectContaining({ kind: 'machine', value: expect.objectContaining({ collector: 'kape' }) }),
  );
  const process = report.observations.find(({ kind }) => kind === 'process');
  expect(process?.value).toMatchObject({
    pid: 700,
    start: '2026-11-20T02:04:05.000Z',
    connections: [{ remote: '203.0.113.42:3333', state: 'established' }],
  });
  const titles = report.findings.map(({ title }) => title).join('\n');
  expect(titles).toMatch(/scheduled task \(\\Microsoft\\Windows\\UpdateCheck\) starts a miner for wallet 48mx/);
  expect(titles).toMatch(/A miner was started \(2026-11-21 03:04\)/);
});

test('what the collector wrote is nothing to be removed', async () => {
  const report = await examined({
    '/module/LiveResponse/autoruns.csv': `${autoruns}\r\n,HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run,U,enabled,Logon,PC\\alice,,,,c:\\x.exe,${miner}\r\n`,
  });
  const items = report.answers.flatMap((answer) => ('items' in answer ? (answer.items ?? []) : []));
  expect(items.map(({ place }) => place)).toContain('HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\U');
  expect(items.filter(({ place }) => place.startsWith('/module'))).toEqual([]);
});

test('of an ordinary machine nothing is told', async () => {
  const report = await examined({
    [`${tools}_PECmd_Output.csv`]: `${prefetch}\n,x,CHROME.EXE,1B2C3D4E,12,2026-11-22 03:04:05,,\n`,
    '/module/LiveResponse/autoruns.csv': `${autoruns}\r\n${spooler}\r\n`,
    '/module/LiveResponse/PWSH-Get-ProcessList.csv': `${processes}\r\n${explorer}\r\n`,
  });
  expect(report.findings).toEqual([]);
  expect(report.gaps).toEqual([]);
});
