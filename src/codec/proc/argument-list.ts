/**
 * /proc/PID/cmdline and /proc/PID/environ: texts that end in NUL.
 * Source: proc_pid_cmdline(5), proc_pid_environ(5).
 * A program may write over both (setproctitle, `$0 = …`): then one text with spaces stands there, padded with NULs.
 * Which of its spaces parted arguments can't be told any more.
 */
const mostArguments = 16_384;

/** Empty arguments within are kept, padding at the end is not. */
export function readArgumentList(text: string): readonly string[] {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return end === 0 ? [] : text.slice(0, end).split('\0', mostArguments);
}

/** The first of a name counts, as getenv has it. */
export function readEnvironment(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const entry of readArgumentList(text)) {
    const sign = entry.indexOf('=');
    if (sign > 0 && !variables.has(entry.slice(0, sign))) variables.set(entry.slice(0, sign), entry.slice(sign + 1));
  }
  return variables;
}

/** As a shell would read it: what holds spaces or quotes stands in quotes. A rewritten title stays as it is. */
export function writeCommand(list: readonly string[]): string {
  const [only = ''] = list;
  return list.length === 1 ? only : list.map(quoted).join(' ');
}

function quoted(argument: string): string {
  if (argument !== '' && !/[\s"'`$&|;<>()\\#*?]/.test(argument)) return argument;
  if (!argument.includes("'")) return `'${argument}'`;
  return `"${argument.replace(/["\\$`]/g, '\\$&')}"`;
}
