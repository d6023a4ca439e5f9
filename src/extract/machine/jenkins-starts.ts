/** What Jenkins' own files start, read out of their forms: the words of a Groovy script, the settings of a job. */

export interface GroovyCommand {
  /** Counted from 1. */
  readonly line: number;
  /** The line as it is written. */
  readonly text: string;
  /** Its words one after the other: what a shell would be told. */
  readonly command: string;
}

const mostLines = 20_000;
const longestLine = 8192;

/**
 * A text in quotes of either kind, or what stands behind `//` to the line's end. A text that nothing closes ends with the
 * line: begun anew at each of its quotes, a line would take time by its square.
 */
const wordOrComment = /"((?:[^"\\]|\\.)*)\\?(?:"|$)|'((?:[^'\\]|\\.)*)\\?(?:'|$)|\/\/.*$/gs;

/**
 * Lines of a script that hold texts, with the texts alone: `["bash", "-c", "x | y"].execute()` is `x | y`. What
 * variables are put together of is not followed.
 */
export function* groovyCommands(script: string): Iterable<GroovyCommand> {
  let inComment = false;
  for (const [i, line] of script.split('\n', mostLines).entries()) {
    const text = line.trim().slice(0, longestLine);
    if (text.startsWith('/*')) inComment = true;
    const isRead = !inComment;
    if (text.includes('*/')) inComment = false;
    const command = isRead ? wordsOf(text) : '';
    if (command !== '') yield { line: i + 1, text, command };
  }
}

/** Of text without quotes, such as a line of a longer text in three quotes, all of it. */
function wordsOf(line: string): string {
  if (!/["']/.test(line)) return line.startsWith('//') ? '' : line;
  const words = [...line.matchAll(wordOrComment)].flatMap(([, double, single]) => double ?? single ?? []);
  const said = words.filter((word) => word !== '').map((word) => word.replace(/\\(["'\\$])/g, '$1'));
  const [shell = '', option = '', ...script] = said;
  const isShell = /^(?:\/\S{0,64}\/)?(?:ba|da|z|k|a)?sh$/.test(shell) && /^-\w{0,4}c$/.test(option);
  return (isShell ? script : said).join(' ');
}

export interface JenkinsJob {
  /** Times in cron's form, as Jenkins has them. */
  readonly schedule: string;
  readonly enabled: boolean;
  /** What its steps tell a shell, or its pipeline. */
  readonly commands: readonly string[];
}

const mostCommands = 50;

/** A job that starts by the clock; undefined for every other. */
export function jobByTheClock(xml: string): JenkinsJob | undefined {
  const scripts = elements(xml, 'script');
  const own = /Trigger(?:\s[^>]{0,200})?>/.test(xml) ? elements(xml, 'spec') : [];
  const inScript = scripts.flatMap(
    (text) => /\b(?:cron|pollSCM)\s{0,8}\(\s{0,8}["']([^"'\n]{1,400})/.exec(text)?.[1] ?? [],
  );
  const schedule = [...own, ...inScript].map((text) => text.trim()).find((text) => text !== '');
  if (schedule === undefined) return undefined;
  const pipeline = scripts.flatMap((text) => [...groovyCommands(text)].map(({ command }) => command));
  const commands = [...elements(xml, 'command'), pipeline.join('\n')].filter((text) => text.trim() !== '');
  return { schedule, enabled: elements(xml, 'disabled')[0]?.trim() !== 'true', commands };
}

/** What stands in elements of this name, in order, without what is written for XML's sake. */
function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  const [open, close] = [`<${name}>`, `</${name}>`];
  for (let at = xml.indexOf(open); at >= 0 && found.length < mostCommands; at = xml.indexOf(open, at)) {
    const end = xml.indexOf(close, at);
    if (end < 0) break;
    found.push(plainText(xml.slice(at + open.length, end)));
    at = end;
  }
  return found;
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function plainText(xml: string): string {
  const inner = /^\s*<!\[CDATA\[(.*)\]\]>\s*$/s.exec(xml)?.[1];
  if (inner !== undefined) return inner;
  return xml.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
