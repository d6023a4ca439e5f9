import { expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { programsSeen } from './programs-seen.ts';

const sha1 = '0123456789abcdef'.repeat(3).slice(0, 40);
const told = (collected: Files): Told[] =>
  runProbe(programsSeen, {
    ...machineOf({}, { platform: 'windows', state: { form: 'collection' } }),
    collected: machineOf(collected).tree,
  });
const values = (files: Files): unknown[] =>
  told(files).flatMap((one) => ('kind' in one ? [[one.kind, one.value]] : []));

it.each([
  [
    'PECmd',
    '/ProgramExecution/20261123120000_PECmd_Output.csv',
    'ExecutableName,RunCount,LastRun,PreviousRun0,FilesLoaded\nXMRIG.EXE,12,2026-11-22 03:04:05,2026-11-21 03:04:05,"\\VOLUME{01d}\\A.DLL, \\VOLUME{01d}\\X\\XMRIG.EXE"\nCHROME.EXE,3,2026-11-22 03:04:05,,\n',
  ],
  [
    'Velociraptor',
    '/results/Windows.Forensics.Prefetch.json',
    `${JSON.stringify({
      Executable: 'XMRIG.EXE',
      LastRunTimes: ['2026-11-22T03:04:05Z', '2026-11-21T03:04:05.1Z'],
      RunCount: 12,
      Binary: '\\VOLUME{01d}\\X\\XMRIG.EXE',
    })}\n`,
  ],
])('a miner that was started stands in the prefetch files that %s read', (_, path, content) => {
  expect(values({ [path]: content })[0]).toEqual([
    'process-start',
    expect.objectContaining({
      log: 'prefetch',
      program: '\\X\\XMRIG.EXE',
      times: 12,
      start: expect.stringMatching(/^2026-11-21T03:04:05/),
      end: '2026-11-22T03:04:05.000Z',
      why: ['mines'],
    }),
  ]);
  expect(values({ [path]: content })).toHaveLength(2);
});

it('Amcache names files that were there, with their SHA-1', () => {
  const heading = 'FileKeyLastWriteTimestamp,SHA1,FullPath,Name,Size';
  const content = `${heading}\n2026-11-20 03:01:00,${sha1},c:\\p\\xmrig.exe,xmrig.exe,9000\n2026-11-20 03:01:00,${sha1},c:\\p\\7z.exe,7z.exe,9\n`;
  expect(values({ '/x_Amcache_UnassociatedFileEntries.csv': content })).toEqual([
    ['file-trace', expect.objectContaining({ path: 'c:\\p\\xmrig.exe', sha1, size: 9000 })],
    ['mining-term', { term: 'xmrig', category: 'miner' }],
  ]);
});

it('a program with the name of one of the system stands elsewhere', () => {
  const heading = 'ControlSet,CacheEntryPosition,Path,LastModifiedTimeUTC,Executed,Duplicate,SourceFile';
  const rows = [
    'C:\\Users\\Public\\csrss.exe',
    'C:\\Windows\\System32\\csrss.exe',
    'C:\\Windows.old\\Windows\\System32\\csrss.exe',
    'SYSVOL\\Windows\\System32\\svchost.exe',
    'C:\\ProgramData\\Microsoft\\Windows\\Containers\\BaseImages\\x\\Files\\Windows\\System32\\lsass.exe',
    '00000009\t000a00002d3a',
  ].map((path, i) => `1,${i},${path},2026-11-20 03:00:30,Yes,False,x`);
  expect(values({ '/x_AppCompatCache.csv': [heading, ...rows].join('\n') })).toEqual([
    ['file-trace', expect.objectContaining({ path: 'C:\\Users\\Public\\csrss.exe', why: ['named-as-system'] })],
  ]);
});

it('the counted are told, and what could not be read', () => {
  const content = 'EntryNumber,ParentPath,FileName,InUse,FileSize\n1,.\\Windows,a.exe,True,1\n2,.,b.txt,True,1\n"x\n';
  const path = '/x_MFTECmd_$MFT_Output.csv';
  expect(told({ [path]: content })).toEqual([
    { gap: { code: 'malformed', what: '1 line is no row of file table', path } },
    { looked: { at: 'programs in tables', count: 1 } },
  ]);
});
