/**
 * What makes a program start again by itself on Windows: tasks, services, Run keys, WMI, the Startup folder.
 * Source: Microsoft's references of schtasks, sc, reg and of the PowerShell cmdlets; ATT&CK T1053.005, T1543.003,
 * T1547.001, T1546.003.
 * Does not see: tasks that are made from an XML file, and keys that a program sets by itself.
 */
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { programOf } from '../../codec/script-statements/words.ts';
import type { Persistence } from '../../model/script-payloads.ts';
import { type Deed, flagValue, operands, writtenFiles } from './deed.ts';

const runKey = /\\CurrentVersion\\(?:Run(?:Once|Services)?|Policies\\Explorer\\Run|Winlogon)(?:\\|$)/i;
const startupFolder = /\\Start Menu\\Programs\\Startup\\|shell:startup/i;

export function* readWindowsPersistence({ commands, writes }: Statement): Generator<Deed> {
  for (const path of writtenFiles(commands, writes))
    if (startupFolder.test(path)) yield persistence('startup-folder', path);
  for (const command of commands) {
    const deed = readCommand(programOf(command), command.slice(1));
    if (deed) yield deed;
  }
}

function readCommand(program: string, words: readonly string[]): Deed | undefined {
  const first = words[0]?.toLowerCase();
  switch (program) {
    case 'schtasks':
      return words.some((word) => /^[/-]create$/i.test(word))
        ? persistence('scheduled-task', flagValue(words, '/tn', '-tn'), flagValue(words, '/tr', '-tr'))
        : undefined;
    case 'register-scheduledtask':
      return persistence('scheduled-task', flagValue(words, '-taskname') ?? operands(words)[0]);
    case 'sc':
      return first === 'create' ? persistence('service', words[1], flagValue(words, 'binpath')) : undefined;
    case 'new-service':
      return persistence(
        'service',
        flagValue(words, '-name') ?? operands(words)[0],
        flagValue(words, '-binarypathname'),
      );
    case 'nssm':
      return first === 'install' ? persistence('service', words[1], words[2]) : undefined;
    case 'reg':
      return first === 'add' && runKey.test(words[1] ?? '')
        ? persistence('run-key', keyAndName(words[1], flagValue(words, '/v')), flagValue(words, '/d'))
        : undefined;
    case 'set-itemproperty':
    case 'new-itemproperty': {
      const path = flagValue(words, '-path', '-literalpath') ?? operands(words)[0] ?? '';
      return runKey.test(path)
        ? persistence('run-key', keyAndName(path, flagValue(words, '-name')), flagValue(words, '-value'))
        : undefined;
    }
    case 'set-wmiinstance':
    case 'register-wmievent':
    case 'register-cimindicationevent':
      return persistence('wmi-subscription', flagValue(words, '-class') ?? operands(words)[0]);
    case 'net':
      return /^users?$/.test(first ?? '') && words.some((word) => /^\/add$/i.test(word))
        ? persistence('account', words[1])
        : undefined;
  }
  return undefined;
}

function keyAndName(key: string | undefined, name: string | undefined): string | undefined {
  return key === undefined || name === undefined ? key : `${key.replace(/\\$/, '')}\\${name}`;
}

function persistence(mechanism: Persistence['mechanism'], place?: string, starts?: string): Deed {
  return {
    kind: 'persistence',
    value: { mechanism, ...(place === undefined ? {} : { place }), ...(starts === undefined ? {} : { starts }) },
  };
}
