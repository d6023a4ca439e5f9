/**
 * How logins are checked, and what is loaded or started by each: /etc/pam.d/* and /etc/pam.conf.
 * Source: pam.conf(5), pam.d(5) of Linux-PAM. Does not see: what a module does with its arguments.
 */

export interface PamRule {
  /** The line it begins in, counted from 1. */
  readonly line: number;
  /** As it is written, its lines joined. */
  readonly text: string;
  readonly type: 'auth' | 'account' | 'password' | 'session';
  /** `required`, `sufficient`, `[success=1 default=ignore]`, … */
  readonly control: string;
  /** A path, or a name that is looked for in the system's folder of modules; of an include, the other service. */
  readonly module: string;
  readonly arguments: readonly string[];
}

const longestLine = 8192;

/** `withService`: the lines of /etc/pam.conf begin with the service they are for. */
export function readPamConfig(text: string, withService = false): PamRule[] {
  const rules: PamRule[] = [];
  for (const { line, text: entry } of joinedLines(text)) {
    const words = wordsOf(entry);
    const [type = '', control = '', module = '', ...rest] = withService ? words.slice(1) : words;
    const name = type.toLowerCase().replace(/^-/, '');
    if (!isType(name) || module === '') continue;
    rules.push({ line, text: entry, type: name, control, module, arguments: rest });
  }
  return rules;
}

function isType(name: string): name is PamRule['type'] {
  return name === 'auth' || name === 'account' || name === 'password' || name === 'session';
}

function* joinedLines(text: string): Iterable<{ line: number; text: string }> {
  let begun: { line: number; parts: string[] } | undefined;
  for (const [i, line] of text.split('\n').entries()) {
    begun ??= { line: i + 1, parts: [] };
    const bare = line.split('#', 1)[0] ?? '';
    const goesOn = bare.endsWith('\\');
    begun.parts.push(goesOn ? bare.slice(0, -1) : bare);
    if (goesOn && begun.parts.length < 100) continue;
    const joined = begun.parts.join(' ').slice(0, longestLine).trim();
    if (joined !== '') yield { line: begun.line, text: joined };
    begun = undefined;
  }
}

/** Words; what stands between square brackets is one. */
function wordsOf(entry: string): string[] {
  const words: string[] = [];
  for (const part of entry.split(/(\[[^[\]]*\])/)) {
    if (part.startsWith('[') && part.endsWith(']')) words.push(part);
    else words.push(...part.split(/\s/).filter((word) => word !== ''));
  }
  return words;
}
