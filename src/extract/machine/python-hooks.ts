/**
 * What Python runs whenever it starts: `sitecustomize`, `usercustomize`, and lines of `*.pth` files that begin with
 * `import`. Tools of packaging and testing use such lines in the open.
 * Source: the manual of Python's module `site`. Does not see: what an imported module does.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { carriedBy } from '../event/carried.ts';
import { scriptText } from './hook-scripts.ts';
import { decodesAndRuns, handsOver } from './knowledge/command-reasons.ts';
import { Autostarts, type Entry } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { packagesOf } from './knowledge/packages.ts';

const mostFiles = 5000;
const mostLines = 5000;
const longestLine = 65_536;
const when = 'when Python starts';

export const pythonHooks: Probe<'autostart'> = defineProbe({
  id: 'python-hooks',
  title: 'What Python runs whenever it starts',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [{ names: ['sitecustomize.py', 'usercustomize.py'] }, { endings: ['.pth'] }],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    for (const path of wished.paths.slice(0, mostFiles))
      if (path.endsWith('.pth')) yield* ofPathFile(machine, autostarts, path);
      else yield* ofCustomize(machine, autostarts, path);
    const left = Math.max(0, wished.paths.length - mostFiles) + wished.left;
    yield* leftOut(left, 'hooks of Python are not read', '/');
    yield* autostarts.end('hooks of Python');
  },
});

/** A model's weights have the same ending: they are no text, and lie beside no modules. */
function* ofPathFile(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  if (!/\/(?:site|dist)-packages\/[^/]+$|\/python[\d.]*\/[^/]+$/.test(place)) return;
  const lines = (scriptText(machine, place) ?? '').split('\n');
  yield* leftOut(lines.length - mostLines, 'lines are not looked at', place);
  for (const [i, line] of lines.slice(0, mostLines).entries()) {
    if (!/^import[ \t]/.test(line)) continue;
    yield* autostarts.tell({ ...entryOf(line.slice(0, longestLine)), place, line: i + 1, entry: line });
  }
}

function* ofCustomize(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const text = scriptText(machine, place);
  if (text === undefined || text.trim() === '' || packagesOf(machine).ownedBy(place)) return;
  yield* autostarts.tell({ ...entryOf(text), place, loads: [place] });
}

/** Commands that stand in the code as they are; what it decodes and runs says enough by itself. */
function entryOf(code: string): Omit<Entry, 'place'> {
  const calls = code.matchAll(
    /\b(?:system|popen|Popen|run|call|check_output|check_call)\(\s{0,9}\[?\s{0,9}(["'])(.{0,500}?)\1/g,
  );
  const commands = [...calls].slice(0, 20).map((call) => call[2] ?? '');
  const carried = carriedBy(code);
  return {
    mechanism: 'python-hook',
    when,
    packagesBringIt: false,
    ...(commands.length > 0 ? { starts: commands.join('\n') } : {}),
    why: [
      ...(decodesAndRuns(code) ? (['decodes'] as const) : []),
      ...(handsOver(code) ? (['lets-in'] as const) : []),
      ...(carried.what === 'miner' ? (['mines'] as const) : []),
      ...(fetchesCode(code) ? (['fetches-and-runs'] as const) : []),
    ],
  };
}

/** Python's own way: what an address answers is handed to `exec`. */
function fetchesCode(code: string): boolean {
  return (
    /\b(?:urlopen|requests\.get|urlretrieve|http\.client)\b/.test(code) &&
    /\b(?:exec|eval|Popen|system)\s*\(/.test(code)
  );
}
