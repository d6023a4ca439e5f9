/**
 * What shells run when somebody logs in, opens a terminal or leaves: profiles of the system and of every account, and
 * what the SSH server runs at a login. Told are lines that fetch, decode, hand over a shell or start something in the
 * background, what every prompt runs, and commands that hide what runs; the others are only counted.
 * Sources: bash(1), zsh(1), fish(1), csh(1), sshd(8) (`rc`), T1546.004. Does not see: what is sourced from elsewhere.
 */
import { defineProbe, type Machine, type MachineTree, type Probe, type Told } from '../../model/machine-units.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { preloadedLibraries, preloadReasons } from './preload-reasons.ts';
import { isTellingLine, lineToJudge, saysAll } from './script-lines.ts';
import { concealmentIn } from './shell-concealment.ts';
import { type ProfileFile, profileFiles } from './shell-profiles-places.ts';

const mostBytes = 512 * 1024;
const mostLines = 20_000;

type Kinds = 'autostart' | 'machine-setting';

export const shellProfiles: Probe<'autostart' | 'machine-setting'> = defineProbe({
  id: 'shell-profiles',
  title: 'What shells run at a login',
  emits: ['autostart', 'machine-setting'],
  platform: 'linux',
  *probe(machine) {
    const autostarts = new Autostarts(machine);
    let files = 0;
    for (const file of profileFiles(machine, autostarts.folders)) {
      const text = textOf(machine.tree, file.path);
      if (text === undefined) continue;
      files++;
      yield* toldOf(machine, autostarts, file, text);
    }
    yield { looked: { at: 'shell profiles', count: files } };
    yield* autostarts.end('lines of shell profiles that start something');
  },
});

/** Larger ones are read as far as the bound, and said to be. */
function textOf(tree: MachineTree, path: string): string | undefined {
  const state = tree.follow(path);
  return state?.kind === 'file' && state.size > 0 ? tree.text(path, mostBytes) : undefined;
}

function* toldOf(machine: Machine, autostarts: Autostarts, file: ProfileFile, text: string): Iterable<Told<Kinds>> {
  const group: { line: number; text: string }[] = [];
  const lines = text.split('\n', mostLines + 1);
  if (lines.length > mostLines)
    yield { gap: { code: 'limit-count', what: `only the first ${mostLines} lines are looked at`, path: file.path } };
  for (const [i, written] of lines.slice(0, mostLines).entries()) {
    const line = lineToJudge(written);
    if (line === '' || line.startsWith('#')) continue;
    const place = { mechanism: 'shell-profile', place: file.path, line: i + 1, entry: line } as const;
    const prompt = promptCommand(line);
    const libraries = preloadedLibraries(line);
    if (libraries.length > 0)
      yield* autostarts.tell({
        ...common(file),
        ...place,
        mechanism: 'ld-preload',
        loads: libraries,
        why: preloadReasons(machine, libraries),
      });
    else if (prompt !== undefined) yield* autostarts.tell({ ...common(file), ...place, starts: prompt });
    else if (saysAll(line)) yield* autostarts.tell({ ...common(file), ...place, starts: line });
    else if (isTellingLine(line)) group.push({ line: i + 1, text: line });
    const concealment = concealmentIn(line, file.path);
    if (concealment) yield { ...concealment, path: file.path, line: i + 1 };
  }
  yield* autostartsOf(autostarts, file, group);
}

function common(file: ProfileFile): Pick<Entry, 'user' | 'when' | 'packagesBringIt'> {
  return {
    user: file.user,
    when: file.when,
    ...(file.user === undefined ? {} : { packagesBringIt: false }),
  };
}

/** Lines that say something only together (one fetches, the next starts) stand together. */
function* autostartsOf(
  autostarts: Autostarts,
  file: ProfileFile,
  lines: readonly { line: number; text: string }[],
): Iterable<Told<Kinds>> {
  const mostApart = 3;
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    while (end < lines.length && (lines[end]?.line ?? 0) - (lines[end - 1]?.line ?? 0) <= mostApart) end++;
    const text = lines
      .slice(at, end)
      .map((line) => line.text)
      .join('\n');
    yield* autostarts.tell({
      ...common(file),
      mechanism: 'shell-profile',
      place: file.path,
      line: lines[at]?.line,
      entry: text,
      starts: text,
    });
    at = end;
  }
}

/** What is run before every prompt, before every command, or when the shell ends; undefined for names of functions. */
function promptCommand(line: string): string | undefined {
  const prompt = /^(?:export\s+)?PROMPT_COMMAND\+?=\(?(["']?)(.*)\1\)?$/s.exec(line);
  const trap = /^trap\s+(?:--\s+)?(["'])(.*)\1\s[\w\s]+$/.exec(line.length < 1000 ? line : '');
  const command = prompt?.[2] ?? trap?.[2];
  return command !== undefined && isTellingLine(command) ? command : undefined;
}
