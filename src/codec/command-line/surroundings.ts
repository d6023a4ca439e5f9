/**
 * What a stretch of text stands in: the member of a record (`"description": "…"`, `cmd: …`), the element of markup, the
 * call of a program (`os.system("…")`), the request in a web server's log, the name by which somebody tried to log in. It is a name as written; what it means is for
 * others to say.
 * Does not see: names that stand on another line than the text.
 */

/** Characters before the text that are looked at. */
const lookBack = 1024;

const wordOrCall = String.raw`[A-Za-z_$@](?:[\w$.:>-]|\(\)){0,63}`;

/** One string may have been opened since the call, and a list: what stands behind a second argument is not its program. */
const call = new RegExp(
  String.raw`(?:^|[^\w$.])(${wordOrCall})\s{0,2}\(\s{0,8}(?:[[{]|@\()?\s{0,8}[bfru]{0,2}(?:["'${'`'}][^"'${'`'}]{0,800})?$`,
);
const member = /"([^"\\]{1,64})"\s{0,8}:\s{0,8}(?:\[[^[\]{}]{0,800})?\\{0,3}"?(?:[^"\\]|\\.){0,800}$/;
const setting = /^\s{0,64}(?:-\s{1,8})?["']?([A-Za-z][\w.-]{0,47})["']?\s{0,8}(?::\s|=\s{0,8}["'])/;
const element = /<([A-Za-z][\w:.-]{0,47})(?:\s[^<>]{0,200})?>[^<>]{0,800}$/;
const request = /"(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|CONNECT|PATCH|PROPFIND) [^\n]{1,2000} HTTP\/\d/;
/** sshd writes the name down as it was sent. */
const login = /\b(?:Invalid user|(?:invalid|authenticating) user|(?:Failed|Accepted) [\w/-]{1,40} for) [^\n]{0,1000}$/;

/** The name of what the text at an index stands in; nothing where it stands for itself. */
export function surroundingOf(text: string, at: number): string | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - lookBack, 0);
  const before = text.slice(lineStart, at);
  if (before === '') return undefined;
  if (request.test(text.slice(lineStart, Math.min(endOfLine(text, at), at + lookBack)))) return 'request';
  if (login.test(before)) return 'login';
  for (const form of [call, member, element, setting]) {
    const name = form.exec(before)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
