import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Told } from '../../../model/machine-units.ts';
import { collectedStarts } from './windows-starts.ts';

const miner = 'C:\\Users\\Public\\x.exe -o pool.example.com:3333 -u x -p x --donate-level 1';
const row = (values: object): string => `${JSON.stringify(values)}\n`;
const told = (collected: Files, copied: Files = {}): Told[] =>
  runProbe(collectedStarts, {
    ...machineOf(copied, { platform: 'windows', state: { form: 'collection' } }),
    collected: machineOf(collected).tree,
  });
/** Mechanism, name, whether it is told aside, reasons. */
const outline = (files: Files, copied?: Files): unknown[] =>
  told(files, copied).flatMap((one) =>
    'kind' in one && one.kind === 'autostart'
      ? [[one.value.mechanism, one.value.name, one.aside ?? false, ...one.value.why]]
      : [],
  );

describe('tables of Velociraptor', () => {
  it('tell of scheduled tasks', () => {
    const task = { Arguments: '', UserId: 'SYSTEM', Mtime: '2026-11-20T03:00:00Z' };
    const content =
      row({ ...task, OSPath: 'C:\\Windows\\System32\\Tasks\\A', Command: 'C:\\Program Files\\a b\\c.exe' }) +
      row({ ...task, OSPath: 'C:\\Windows\\System32\\Tasks\\B', Command: miner });
    expect(outline({ '/results/Windows.System.TaskScheduler%2FAnalysis.json': content })).toEqual([
      ['scheduled-task', 'A', true],
      ['scheduled-task', 'B', false, 'mines', 'from-temporary-folder'],
    ]);
  });
  it('tell of services, of their libraries and of what runs when they fail', () => {
    const content = row({
      Name: 'S',
      StartMode: 'Auto',
      PathName: 'C:\\Windows\\System32\\svchost.exe -k netsvcs',
      ServiceDll: 'C:\\Users\\Public\\s.dll',
      FailureCommand: miner,
      Created: '2026-11-20T03:00:00Z',
    });
    expect(outline({ '/results/Windows.System.Services.json': content })).toEqual([
      ['service', 'S', true],
      ['service', 'S', false, 'from-temporary-folder'],
      ['service', 'S', false, 'mines', 'from-temporary-folder'],
    ]);
  });
  it('tell of Run keys, Startup folders and consumers of WMI', () => {
    const run = 'HKEY_USERS\\S-1-5-21\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\U';
    const folder = 'C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\u.bat';
    const consumer = { Name: 'C', CommandLineTemplate: miner };
    expect(
      outline({
        '/results/Windows.Sys.StartupItems.json':
          row({ Name: 'U', OSPath: run, Details: miner, Enabled: 'enabled' }) +
          row({ Name: 'u.bat', OSPath: folder, Details: '.echo', Enabled: 'enable' }),
        '/results/Windows.Persistence.PermanentWMIEvents.json': row({
          ConsumerDetails: consumer,
          FilterDetails: { Query: 'SELECT *' },
          Namespace: 'root/subscription',
        }),
      }),
    ).toEqual([
      ['wmi-subscription', 'C', false, 'mines', 'from-temporary-folder'],
      ['run-key', 'U', false, 'mines', 'from-temporary-folder'],
      ['startup-folder', 'u.bat', true],
    ]);
  });
});

describe("tables of KAPE's modules", () => {
  it('tell of what autorunsc, RECmd and schtasks list, once each', () => {
    const quoted = `"${miner}"`;
    const run = 'ROOT\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
    const files = {
      '/LiveResponse/autoruns.csv': Uint8Array.from(
        Buffer.from(
          `\ufeffTime,Entry Location,Entry,Enabled,Category,Profile,Image Path,Launch String\r\n20261120-030300,Task Scheduler,\\T,enabled,Tasks,System-wide,c:\\x.exe,${quoted}\r\n`,
          'utf16le',
        ),
      ),
      '/LiveResponse/scheduled_tasks.csv': `"HostName","TaskName","Task To Run","Run As User"\r\n"PC","\\T",${quoted},"SYSTEM"\r\n"HostName","TaskName","Task To Run","Run As User"\r\n`,
      '/Registry/20261123120000_RECmd_Batch_Output.csv': `HivePath,HiveType,KeyPath,ValueName,ValueData,LastWriteTimestamp\nC:\\C\\Users\\a\\NTUSER.DAT,NtUser,${run},U,${quoted},2026-11-20 03:00:00.0000000\nC:\\S,System,ROOT\\ControlSet001\\Services\\S,ImagePath,${quoted},\nC:\\S,Software,ROOT\\X\\Other,U,x.exe,\n`,
    };
    expect(outline(files)).toEqual([
      ['scheduled-task', '\\T', false, 'mines', 'from-temporary-folder'],
      ['run-key', 'U', false, 'mines', 'from-temporary-folder'],
      ['service', 'S', false, 'mines', 'from-temporary-folder'],
    ]);
    expect(told(files)).toContainEqual(
      expect.objectContaining({
        time: Date.UTC(2026, 10, 20, 3),
        value: expect.objectContaining({
          place: 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
          user: 'a',
          modified: '2026-11-20T03:00:00.000Z',
        }),
      }),
    );
  });
});

it('what stands in a file that was copied is left to the probe of that file', () => {
  const content = row({ OSPath: 'C:\\Windows\\System32\\Tasks\\B', Command: miner, Arguments: '', UserId: 'x' });
  const copied = { '/Windows/System32/Tasks/B': '<Task/>' };
  expect(outline({ '/results/T.json': content }, copied)).toEqual([]);
});

it('rows that are none are counted, and those of others are not read', () => {
  const path = '/results/T.json';
  const good = row({ OSPath: 'C:\\T', Command: 'a.exe', Arguments: '', UserId: 'x' });
  expect(told({ [path]: `${good}x\n`, '/results/Other.json': row({ A: 1 }) })).toContainEqual({
    gap: { code: 'malformed', what: '1 line is no row of scheduled tasks', path },
  });
});
