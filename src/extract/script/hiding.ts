/**
 * Files and processes that a script makes hard to see or to remove, settings that it writes for a miner, and a machine
 * that it sets up for mining.
 * Source: ATT&CK T1564.001, T1222.002, T1036.005, T1014, T1070.006; XMRig's documentation (huge pages, MSR).
 */
import type { Statement } from '../../codec/script-statements/script-statements.ts';
import { type Command, programOf } from '../../codec/script-statements/words.ts';
import { isMiningWord } from '../../intel/rivals/rival-names.ts';
import { imitatesThread } from '../../intel/unix/kernel-threads.ts';
import { inTemporaryFolder } from '../../intel/unix/temporary-folders.ts';
import type { Hiding } from '../../model/script-payloads.ts';
import { type Deed, operands, writtenFiles } from './deed.ts';

export function* readHiding(statement: Statement): Generator<Deed> {
  const { commands, writes } = statement;
  const hidden = new Set<string>();
  for (const command of commands) {
    const deed = hidingOf(programOf(command), command);
    if (deed) yield { kind: 'hiding', value: deed };
    if (makers.has(programOf(command)))
      for (const path of operands(command.slice(1))) if (isHiddenPath(path)) hidden.add(path);
  }
  for (const path of writtenFiles(commands, writes)) if (isHiddenPath(path)) hidden.add(path);
  for (const target of hidden) yield { kind: 'hiding', value: { how: 'hidden-file', target } };
  if (/\bexec\s+-a\s/.test(statement.text))
    yield {
      kind: 'hiding',
      value: { how: 'process-name', ...targetOf(/\bexec\s+-a\s+["']?([^"'\s]{1,80})/.exec(statement.text)?.[1]) },
    };
  if (/libprocesshider|processhider\.(?:c|so)|\bdiamorphine\b|\breptile\b.*\.ko/i.test(statement.text))
    yield { kind: 'hiding', value: { how: 'rootkit' } };
}

const makers: ReadonlySet<string> = new Set(['mkdir', 'touch', 'chmod', 'cd']);

function isHiddenPath(path: string): boolean {
  return inTemporaryFolder(path) && /\/\.[^/.][^/]*/.test(path);
}

function hidingOf(program: string, command: Command): Hiding | undefined {
  const words = command.slice(1);
  const named = operands(words);
  switch (program) {
    case 'chattr':
    case 'tntrecht':
      return words.some((word) => /^\+\w*i/.test(word))
        ? { how: 'immutable', ...targetOf(named.filter((word) => !word.startsWith('+'))[0]) }
        : undefined;
    case 'mount':
      return /(?:-o\s*bind|--bind)/.test(words.join(' ')) && /^\/proc\//.test(named.at(-1) ?? '')
        ? { how: 'process-list', ...targetOf(named.at(-1)) }
        : undefined;
    case 'mv':
    case 'cp': {
      const target = named.at(-1) ?? '';
      return named.length > 1 && imitatesThread(target.slice(target.lastIndexOf('/') + 1))
        ? { how: 'system-name', target }
        : undefined;
    }
    case 'touch':
      return words.some((word) => /^-(?:[acm]*[rt]|-reference|-date)/.test(word))
        ? { how: 'timestamp', ...targetOf(named.at(-1)) }
        : undefined;
    case 'attrib':
      return words.some((word) => /^\+h$/i.test(word))
        ? { how: 'hidden-file', ...targetOf(named.filter((word) => !/^[+-]/.test(word))[0]) }
        : undefined;
  }
  return undefined;
}

function targetOf(target: string | undefined): { target?: string } {
  return target === undefined ? {} : { target };
}

// --- settings and tuning --------------------------------------------------------------------------------------

const settingsFile = /(?:^|[/\\])(?:config\w{0,12}|pools?|cpu|xmrig)\.(?:json|txt|ini|conf)$/i;
const settingWords =
  /["']?(?:pools?|pool_address|donate-level|rig-id|wallet(?:_address)?|randomx|url|user|algo)["']?\s*[=:]/i;

export function* readSettings(statement: Statement): Generator<Deed> {
  const said = statement.body ?? statement.text;
  if (!settingWords.test(said) && !isMiningWord(said)) return;
  for (const path of writtenFiles(statement.commands, statement.writes))
    if (settingsFile.test(path)) yield { kind: 'config-write', value: { path } };
}

export function* readTuning({ text, commands, writes }: Statement): Generator<Deed> {
  if (
    /\bnr_hugepages\b/.test(text) &&
    (writes.length > 0 || commands.some((command) => programOf(command) === 'sysctl'))
  )
    yield { kind: 'host-tuning', value: { what: 'large pages of memory' } };
  for (const command of commands) {
    const program = programOf(command);
    const all = command.slice(1).join(' ');
    if (program === 'wrmsr' || (program === 'modprobe' && /\bmsr\b/.test(all)))
      yield { kind: 'host-tuning', value: { what: 'registers of the processor' } };
    if (program === 'powercfg' && /\/(?:x|change|setactive|h|hibernate)/i.test(all))
      yield { kind: 'host-tuning', value: { what: 'the power plan, so that it does not sleep' } };
  }
}
