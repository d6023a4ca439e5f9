/**
 * Files that bear a miner's name, as its makers publish it or as intruders leave it: `xmrig-6.21.0-linux-x64.tar.gz`,
 * `minerd`, `kinsing`. A name proves nothing: a rule, a page and a picture may bear it, so that only what may hold a
 * program counts.
 * Source: the names of releases on the projects' own pages, intel/terms.ts.
 * Does not see: a miner under any other name, which is what covert ones have.
 */
import { minerNames } from './terms.ts';

/** Of programs, scripts and archives. Digits belong to a version: `xmrig-6.21`. */
const endings: ReadonlySet<string> = new Set(
  '7z apk appimage bat bin bz2 cmd deb dll dmg elf exe gz jar msi ps1 py rar rpm run sh so tar tgz vbs xz zip zst'.split(
    ' ',
  ),
);

const names: readonly string[] = minerNames.map(({ text }) => text.toLowerCase().replace(/\.exe$/, ''));
const longest = 4_096;

/**
 * The miner's name that a file bears; nothing where it bears none or can't be a program.
 * @param path a file's name, or a path or address that ends in one
 * @example minerFileName('/dl/xmrig-6.21.0-linux-x64.tar.gz?x=1') // 'xmrig-6.21.0-linux-x64.tar.gz'
 */
export function minerFileName(path: string): string | undefined {
  if (path.length > longest) return undefined;
  const plain = path.split(/[?#]/, 1)[0] ?? '';
  const file = plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1);
  const lower = file.toLowerCase();
  const ending = /\.([a-z][a-z0-9]{0,8})$/.exec(lower)?.[1];
  if (ending !== undefined && !endings.has(ending)) return undefined;
  const isMiners = names.some((name) => lower.startsWith(name) && !/^[a-z]/.test(lower.slice(name.length)));
  return isMiners ? file : undefined;
}
