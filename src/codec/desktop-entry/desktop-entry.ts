/**
 * What a desktop starts: `*.desktop` files, as they stand in autostart folders, too.
 * Source: Desktop Entry Specification 1.5, Desktop Application Autostart Specification 0.5 (freedesktop.org).
 * Does not see: groups other than `[Desktop Entry]` (actions), names in other languages.
 */

export interface DesktopEntry {
  readonly name?: string;
  /** The command with its quotation and field codes (`%U`) taken away, and where it stands. */
  readonly command?: { readonly text: string; readonly written: string; readonly line: number };
  /** Switched off: `Hidden`, or what GNOME and KDE have for it. */
  readonly off: boolean;
  /** Not shown in menus or lists of what starts. */
  readonly unseen: boolean;
}

const longestValue = 8192;

/** Undefined for what has no group `[Desktop Entry]`. */
export function readDesktopEntry(text: string): DesktopEntry | undefined {
  const values = new Map<string, { value: string; line: number }>();
  let group = '';
  let found = false;
  for (const [i, line] of text.split('\n').entries()) {
    const entry = line.trim();
    if (entry.startsWith('[')) group = entry;
    found ||= entry === '[Desktop Entry]';
    const equals = entry.indexOf('=');
    if (group !== '[Desktop Entry]' || entry.startsWith('#') || equals < 1) continue;
    const value = entry.slice(equals + 1, equals + 1 + longestValue).trim();
    values.set(entry.slice(0, equals).trim(), { value, line: i + 1 });
  }
  return found ? entryOf(values) : undefined;
}

function entryOf(values: ReadonlyMap<string, { value: string; line: number }>): DesktopEntry {
  const is = (key: string, value: string): boolean => values.get(key)?.value.toLowerCase() === value;
  const name = values.get('Name')?.value;
  const exec = values.get('Exec');
  return {
    ...(name === undefined ? {} : { name }),
    ...(exec && { command: { text: commandOf(exec.value), written: exec.value, line: exec.line } }),
    off: is('Hidden', 'true') || is('X-GNOME-Autostart-enabled', 'false') || is('X-KDE-autostart-enabled', 'false'),
    unseen: is('NoDisplay', 'true'),
  };
}

const escapes: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** First the escapes of every value, then the codes of a command; its quotation is the shell's and stays. */
function commandOf(written: string): string {
  const value = written.replace(/\\([sntr\\])/g, (_, letter: string) => escapes[letter] ?? letter);
  return value
    .replace(/%(.)/g, (_, letter: string) => (letter === '%' ? '%' : ''))
    .replace(/[ \t]+/g, ' ')
    .trim();
}
