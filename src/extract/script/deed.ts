/** What a statement of a script does, as its reader tells it. */

import { type Command, programOf } from '../../codec/script-statements/words.ts';
import type { ObservationKind, Payload } from '../../model/observation.ts';

export type DeedKind =
  | 'persistence'
  | 'defence-off'
  | 'trace-wipe'
  | 'spread'
  | 'credential-access'
  | 'hiding'
  | 'config-write'
  | 'host-tuning';

/** The command itself is added where the deed is told. */
export type Deed = {
  [K in DeedKind & ObservationKind]: { readonly kind: K; readonly value: Omit<Payload<K>, 'command'> };
}[DeedKind & ObservationKind];

/** The commands of these programs, and their words behind the program. */
function* callsOf(
  commands: readonly Command[],
  programs: ReadonlySet<string>,
): Generator<{ program: string; words: readonly string[] }> {
  for (const command of commands) {
    const program = programOf(command);
    if (programs.has(program)) yield { program, words: command.slice(1) };
  }
}

/** Words that are no flags. */
export function operands(words: readonly string[]): string[] {
  return words.filter((word) => !/^-/.test(word));
}

/** The word behind a flag, or behind its `=` or `:`; flags are compared in small letters. */
export function flagValue(words: readonly string[], ...flags: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    const lower = word.toLowerCase();
    if (flags.includes(lower)) return words[index + 1];
    const flag = flags.find((name) => lower.startsWith(`${name}=`) || lower.startsWith(`${name}:`));
    if (flag !== undefined) return word.slice(flag.length + 1);
  }
  return undefined;
}

/** The file that a statement writes to: by redirection, by `tee`, or as the last of `cp`, `mv` and `install`. */
export function* writtenFiles(
  commands: readonly Command[],
  writes: readonly { readonly path: string }[],
): Generator<string> {
  for (const { path } of writes) yield path;
  for (const { program, words } of callsOf(commands, placers)) {
    const names = operands(words);
    if (program === 'tee') yield* names;
    else if (/-(?:content|file)$/.test(program)) yield* pathOf(words);
    else if (program === 'sed' && words.some((word) => /^-\w*i/.test(word))) yield* names.slice(-1);
    else if (program !== 'sed' && names.length > 1) yield* names.slice(-1);
  }
}

const placers: ReadonlySet<string> = new Set(
  'tee cp mv install ln copy move xcopy copy-item move-item sed set-content add-content out-file'.split(' '),
);

function pathOf(words: readonly string[]): string[] {
  const path = flagValue(words, '-path', '-filepath', '-literalpath') ?? operands(words)[0];
  return path === undefined ? [] : [path];
}
