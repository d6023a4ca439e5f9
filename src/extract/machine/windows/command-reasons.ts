/** What is telling about a command that Windows starts by itself. */
import type { Autostart } from '../../../model/machine-payloads.ts';
import { carriedBy } from '../../event/carried.ts';
import { programOf } from './places.ts';

type Reason = Autostart['why'][number];

/** Folders that everybody may write to, and from which nothing is installed. */
const temporary =
  /(?:\\|%)(?:temp|tmp)(?:%|\\)|\\users\\public\\|%public%\\|\\perflogs\\|\\\$recycle\.bin\\|\\windows\\(?:debug|fonts|media|help|tasks)\\[^\\]{1,128}\.(?:exe|dll|bat|ps1|vbs)|^c:\\programdata\\[^\\]{1,128}\.(?:exe|dll|bat|ps1|vbs)/i;

/** Programs that stand in System32 and nowhere else. */
const systemPrograms =
  /(?:^|\\)(?:svchost|lsass|csrss|smss|wininit|winlogon|services|spoolsv|dwm|taskhostw?|conhost|dllhost|sihost|lsm)\.exe$/i;
const systemFolders =
  /^(?:(?:\\\?\?\\)?(?:c:\\windows|%systemroot%|%windir%|\\systemroot|windows)\\)?(?:system32|syswow64|winsxs)\\|^[^\\]+$/i;

export interface WeighedCommand {
  readonly carries?: 'miner' | 'download' | 'command';
  readonly mines?: true;
  readonly why: readonly Reason[];
}

export function weighedCommand(command: string): WeighedCommand {
  const carried = carriedBy(command);
  const program = programOf(command);
  const why: Reason[] = [];
  if (carried.mines) why.push('mines');
  if (carried.runs) why.push('fetches-and-runs');
  if (/\s-e(?:nc?|nco[a-z]{0,10}|c)?\s+[\w+/=]{24,}|frombase64string/i.test(command)) why.push('decodes');
  if (temporary.test(program) || (isInterpreter(program) && temporary.test(command))) why.push('from-temporary-folder');
  if (systemPrograms.test(program) && !systemFolders.test(program)) why.push('poses-as-system');
  return { carries: carried.what, ...(carried.mines && { mines: true as const }), why };
}

function isInterpreter(program: string): boolean {
  return /(?:^|\\)(?:cmd|powershell|pwsh|wscript|cscript|mshta|rundll32|regsvr32|msbuild)(?:\.exe)?$/i.test(program);
}
