import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import { below, hiveOf, type PlantedKey } from '../../../../tests/registry-hive.ts';
import type { Told } from '../../../model/machine-units.ts';
import { windowsRegistry } from './registry.ts';

const wallet = '888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const config = '/Windows/System32/config';

function told(files: Files): Told[] {
  return runProbe(windowsRegistry, machineOf(files, { platform: 'windows' }));
}

/** Name, whether it is only context, and why. */
function outline(files: Files): unknown[] {
  return told(files).flatMap((item) =>
    'kind' in item && item.kind === 'autostart' ? [[item.value.name, item.aside ?? false, ...item.value.why]] : [],
  );
}

const software = (path: string, values: PlantedKey['values'] = {}): Files => ({
  [`${config}/SOFTWARE`]: hiveOf(below(path, { values })),
});
const run = 'Microsoft\\Windows\\CurrentVersion\\Run';

describe('the registry of Windows', () => {
  it('tells of a miner in a run key, and has its command examined', () => {
    const command = `C:\\ProgramData\\svc\\app.exe -o pool.example.com:3333 -u ${wallet} --donate-level=1`;
    const files = { ...software(run, { Updater: command }), '/ProgramData/Svc/app.exe': 'MZ' };
    expect(outline(files)).toEqual([['Updater', false, 'mines']]);
    expect(told(files)).toContainEqual({ examine: `HKLM\\SOFTWARE\\${run}`, bytes: new TextEncoder().encode(command) });
    expect(told(files)).toContainEqual({ examine: '/ProgramData/Svc/app.exe' });
    expect(told(files)).toContainEqual(
      expect.objectContaining({
        value: expect.objectContaining({
          place: `HKLM\\SOFTWARE\\${run}`,
          modified: '2026-11-01T00:00:00.000Z',
          mines: true,
        }),
      }),
    );
  });

  it('tells of programs in temporary folders, poses and hidden commands', () => {
    const values = {
      a: 'C:\\Users\\Public\\x.exe',
      b: 'C:\\ProgramData\\Microsoft\\svchost.exe -k netsvcs',
      c: `powershell -w hidden -enc ${'QQBB'.repeat(12)}`,
    };
    expect(outline(software(run, values))).toEqual([
      ['a', false, 'from-temporary-folder'],
      ['b', false, 'poses-as-system'],
      ['c', false, 'decodes'],
    ]);
  });

  it('keeps ordinary entries as context', () => {
    const values = {
      SecurityHealth: '%windir%\\system32\\SecurityHealthSystray.exe',
      OneDrive: '"C:\\Users\\ada\\AppData\\Local\\Microsoft\\OneDrive\\OneDrive.exe" /background',
      Teams: 'C:\\Users\\ada\\AppData\\Local\\Microsoft\\Teams\\Update.exe --processStart "Teams.exe"',
    };
    for (const [, aside] of outline(software(run, values)) as [string, boolean][]) expect(aside).toBe(true);
    const logon = { Shell: 'explorer.exe', Userinit: 'C:\\Windows\\system32\\userinit.exe,' };
    expect(outline(software('Microsoft\\Windows NT\\CurrentVersion\\Winlogon', logon))).toEqual([]);
  });

  it('tells of a shell that was replaced, a debugger of the login and a library in everything', () => {
    const nt = 'Microsoft\\Windows NT\\CurrentVersion';
    expect(
      outline(software(`${nt}\\Winlogon`, { Userinit: 'C:\\Windows\\system32\\userinit.exe,C:\\x\\y.exe' })),
    ).toEqual([['Userinit', false, 'poses-as-system']]);
    expect(outline(software(`${nt}\\Image File Execution Options\\sethc.exe`, { Debugger: 'cmd.exe' }))).toEqual([
      ['Debugger', false, 'lets-in'],
    ]);
    expect(outline(software(`${nt}\\Windows`, { AppInit_DLLs: 'C:\\x\\y.dll', LoadAppInit_DLLs: 1 }))).toEqual([
      ['AppInit_DLLs', false, 'loads-into-everything'],
    ]);
  });

  it('reads services of the set that was used last', () => {
    const service = (name: string, image: string): PlantedKey => ({
      keys: { [name]: { values: { ImagePath: image, Start: 2, ObjectName: 'LocalSystem' } } },
    });
    const hive = hiveOf({
      keys: {
        Select: { values: { Current: 2 } },
        ControlSet001: { keys: { Services: service('Old', 'C:\\Windows\\Temp\\old.exe') } },
        ControlSet002: { keys: { Services: service('WinUpd', '\\??\\C:\\Windows\\Temp\\nssm.exe') } },
      },
    });
    const all = told({ [`${config}/SYSTEM`]: hive });
    expect(all).toContainEqual(
      expect.objectContaining({
        value: expect.objectContaining({
          mechanism: 'service',
          name: 'WinUpd',
          user: 'LocalSystem',
          when: 'at start',
          why: ['from-temporary-folder'],
        }),
      }),
    );
    expect(JSON.stringify(all)).not.toContain('old.exe');
  });

  it("reads every user's hive, below the drive that a collector named, in either case", () => {
    const hive = hiveOf(below(`Software\\${run}`, { values: { x: 'C:\\Users\\Public\\x.exe' } }));
    const all = told({ '/C/users/ada/ntuser.dat': hive, '/C/Windows/note': '' });
    expect(all).toContainEqual(expect.objectContaining({ value: expect.objectContaining({ user: 'ada', name: 'x' }) }));
  });

  it('tells of exclusions that cover what no installer excludes', () => {
    const settings = told(
      software('Microsoft\\Windows Defender\\Exclusions\\Paths', { 'C:\\': 0, 'C:\\Program Files\\SQL': 0 }),
    ).flatMap((item) =>
      'kind' in item && item.kind === 'machine-setting' ? [[item.value.value, item.aside ?? false]] : [],
    );
    expect(settings).toEqual([
      ['C:\\', false],
      ['C:\\Program Files\\SQL', true],
    ]);
  });

  it('says what could not be read', () => {
    expect(told({ [`${config}/SOFTWARE`]: 'regf, but no hive' })).toMatchObject([{ gap: { code: 'malformed' } }]);
    const dirty = { [`${config}/SOFTWARE`]: hiveOf(below(run, {}), { isDirty: true }) };
    expect(told(dirty)).toMatchObject([{ gap: { code: 'not-supported' } }]);
  });
});
