/** Tests of a text's form. Each looks at the head's first lines only, and none trusts a name. */
import { share, type TextHead } from './head.ts';

/** XMRig's config.json, pools.txt, package.json: what stands first after comments is a member or an object. */
export function isJson(head: TextHead): boolean {
  const start = skipComments(head.text);
  if (/^\{\s*(["}]|\/[/*])/.test(start)) return true;
  // `[ "$1" ]` is a shell's test.
  if (/^\[\s*(\{|\]\s*$|"[^"$]{0,200}"\s*[,\]])/.test(start)) return true;
  return /^"[\w-]{1,40}"\s*:/.test(start);
}

/** A source map carries source code, not settings. */
export function isSourceMap({ text }: TextHead): boolean {
  return /^\{\s*"version"\s*:\s*3\b/.test(text) && /"(sources|mappings|names|file)"\s*:/.test(text);
}

/** Events one a line, each an object with a time: Zeek, EVE, journals. */
export function isJsonLog({ lines }: TextHead): boolean {
  const event = /^\{.*"(ts|time|timestamp|@timestamp|__REALTIME_TIMESTAMP|_time|EventTime|date)"\s*:/;
  return lines.length > 0 && share(lines, (line) => event.test(line)) > 0.6;
}

function skipComments(text: string): string {
  let at = 0;
  // A comment takes two characters at least, so a bound on the count bounds the work.
  for (let count = 0; count < 200; count++) {
    while (at < text.length && text.charCodeAt(at) <= 32) at++;
    const end = text.startsWith('//', at)
      ? text.indexOf('\n', at)
      : text.startsWith('/*', at)
        ? text.indexOf('*/', at) + 1 || -1
        : at;
    if (end < 0) return '';
    if (end === at) break;
    at = end + 1;
  }
  return text.slice(at, at + 400);
}

/** A unit of systemd, an INI file, a .properties file, an environment file. */
export function isIni({ lines }: TextHead): boolean {
  const content = lines.filter((line) => !/^[#;]/.test(line));
  const section = /^\[[\w .:@"\\/-]{1,80}\]$/;
  const setting = /^[\w.:@/-]{1,60}\s*=(?!=)/;
  if (content.length === 0) return false;
  const settings = share(content, (line) => section.test(line) || setting.test(line));
  return settings > 0.8 || (section.test(content[0] ?? '') && settings > 0.5);
}

/** `* * * * * command` or `@reboot command`. */
export function isCrontab({ lines }: TextHead): boolean {
  const entry = /^(@(reboot|hourly|daily|weekly|monthly|yearly|annually|midnight)\s+\S|([\d*,/-]+\s+){5}\S*[a-z/])/;
  const content = lines.filter((line) => !line.startsWith('#') && !/^[A-Z]\w*=/.test(line));
  return content.length > 0 && share(content, (line) => entry.test(line)) > 0.6;
}

/** `key: value` and `- item` for the most part. */
export function isYaml({ lines }: TextHead): boolean {
  const content = lines.filter((line) => !line.startsWith('#'));
  if (/^---$/.test(content[0] ?? '')) return true;
  const part = /^(- )?["']?[\w./-]{1,60}["']?:(\s|$)|^- \S/;
  return content.length > 1 && share(content, (line) => part.test(line)) > 0.8;
}

/** YARA, Sigma, Suricata, Snort, Falco, Elastic, Kyverno and Nuclei rules. */
export function isRules({ text, lines }: TextHead): boolean {
  const sigma = /^detection:\s*$/m.test(text) && /^(logsource|title|level|tags):/m.test(text);
  const action = /^(alert|drop|pass|reject|log)\s+\w+\s+\S.{0,200}(->|<>)/;
  const suricata = lines.filter((line) => !line.startsWith('#'));
  const falco = /^- (rule|macro):\s*\S/m.test(text) && /^ {2}condition:/m.test(text);
  const elastic = /^\[rule\]\s*$/m.test(text) && /^(query|rule_id|risk_score)\s*=/m.test(text);
  const policy =
    /^apiVersion: kyverno\.io\//m.test(text) || (/^info:\s*$/m.test(text) && /^\s+(- )?matchers:/m.test(text));
  return sigma || falco || elastic || policy || isYara(text) || share(suricata, (line) => action.test(line)) > 0.5;
}

function isYara(text: string): boolean {
  const declared = /^((private|global)\s+){0,2}rule\s+\w+[^\n{]{0,200}\{?\s*$/m.test(text);
  return declared && /^\s*(meta|strings|condition|variables)\s*:/m.test(text);
}

/** Hosts or addresses, one a line, many of them: hosts files, adblock lists, trails. */
export function isBlocklist({ lines }: TextHead): boolean {
  const content = lines.filter((line) => !/^[#!;[]/.test(line));
  return content.length >= 8 && share(content, (line) => blockedHost.test(line)) > 0.85;
}

const host = String.raw`[\w*-]{1,63}(\.[\w*-]{1,63}){1,8}`;
const sinkholed = String.raw`(0\.0\.0\.0|127\.0\.0\.1|::1?)\s+${host}(\s+#.*)?`;
const adblock = String.raw`(@@)?\|\|${host}[\^/$].*`;
const bare = String.raw`(https?://)?${host}(:\d{1,5})?(/\S{0,160})?(\s+\d{1,4})?`;
const blockedHost = new RegExp(`^(${sinkholed}|${adblock}|${bare})$`);

const stamps = [
  /^["[(<]?\d{4}[-/]\d{2}[-/]\d{2}[T ,;]+\d{2}:\d{2}/, // ISO 8601, and what comes near
  /^(<\d+>)?[A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} /, // syslog
  /^\S+ \S+ \S+ \[\d{2}\/[A-Z][a-z]{2}\/\d{4}:/, // web servers
  /^\[?\d{9,10}\.\d{3,}\]?\s/, // seconds since 1970
  /^\[ *\d+\.\d{6}\] /, // the kernel's ring
  /^type=[A-Z_]+ msg=audit\(/,
  /^\d{2}:\d{2}:\d{2}[.,\s]/,
];

/** Lines that begin with a time, or the header of an IIS or a Zeek log or of a list of processes. */
export function isLog({ lines }: TextHead): boolean {
  if (/^#(Software: |separator |Version: 1\.0)/.test(lines[0] ?? '')) return true;
  // What ps, top and docker ps print.
  if (/^(USER|UID|PID|S|F|CONTAINER ID)\s.*\s(CMD|COMMAND)(\s|$)/.test(lines[0] ?? '')) return true;
  return lines.length > 0 && share(lines, (line) => stamps.some((stamp) => stamp.test(line))) > 0.6;
}

/** Statements of a dump. */
export function isSqlDump({ text }: TextHead): boolean {
  return (
    /^-- (MySQL|MariaDB|PostgreSQL database) dump/m.test(text) ||
    /^(PRAGMA foreign_keys|CREATE TABLE|INSERT INTO|COPY \S+ \([^)\n]*\) FROM stdin)\b/m.test(text)
  );
}

/** Words and sentences, as people write them. */
export function isProse({ lines }: TextHead): boolean {
  const sentence = (line: string): boolean => {
    const words = line.split(/\s+/);
    const plain = words.filter((word) => /^["'(]?[A-Za-z][a-z'-]*[.,;:!?)"']*$/.test(word)).length;
    return words.length >= 4 && plain / words.length > 0.75;
  };
  return share(lines, sentence) > 0.4;
}

/** A man page's source. */
export function isRoff({ lines }: TextHead): boolean {
  return /^(\.\\"|'\\"|\.(TH|Dd|so|ig|de) )/.test(lines[0] ?? '');
}
