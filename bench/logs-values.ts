/** Values that differ from line to line, as they do in ordinary logs; made from a seed. */

export type Next = () => number;

const words = 'mail files login news static cloud video update shop maps docs print wiki assets report index'.split(
  ' ',
);
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 Version/18.6 Mobile/15E148 Safari/604.1',
  'kube-probe/1.33',
];
const endings = ['', '.css', '.js', '.png', '.html', '/'];
const days = 86_400;

/** Seconds since 1970; the logs grow by milliseconds. */
const begin = 1_795_400_000;
export const secondsAt = (line: number): number => begin + line / 200;
const at = (line: number): string => new Date(secondsAt(line) * 1000).toISOString();

export const below = (next: Next, limit: number): number => Math.floor(next() * limit);
export const pick = <T>(next: Next, list: readonly T[]): T => list[below(next, list.length)] as T; // an index within it
export const hex = (next: Next, digits: number): string =>
  Array.from({ length: digits }, () => below(next, 16).toString(16)).join('');
export const address = (next: Next): string =>
  `${1 + below(next, 222)}.${below(next, 256)}.${below(next, 256)}.${1 + below(next, 254)}`;
export const word = (next: Next): string => pick(next, words);

const target = (next: Next): string => `/${word(next)}/${word(next)}-${below(next, 90_000)}${pick(next, endings)}`;
const status = (next: Next): number => pick(next, [200, 200, 200, 200, 200, 304, 301, 404]);

/** `23/Nov/2026:16:31:56 +0000`. */
function commonDate(line: number): string {
  const [, year, month, day, clock] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(at(line)) ?? [];
  const name = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(Number(month) * 3 - 3, Number(month) * 3);
  return `${day}/${name}/${year}:${clock} +0000`;
}

export function accessLine(line: number, next: Next): string {
  const query = next() < 0.2 ? `?page=${below(next, 400)}&s=${hex(next, 8)}` : '';
  return `${address(next)} - - [${commonDate(line)}] "GET ${target(next)}${query} HTTP/1.1" ${status(next)} ${below(next, 90_000)} "https://www.example.com${target(next)}" "${pick(next, agents)}"\n`;
}

/** As Caddy writes it. */
export function jsonAccessLine(line: number, next: Next): string {
  const from = address(next);
  const headers = `"headers":{"User-Agent":["${pick(next, agents)}"],"Accept":["*/*"],"Accept-Encoding":["gzip, br"]}`;
  const request = `"request":{"remote_ip":"${from}","remote_port":"${32768 + below(next, 28000)}","client_ip":"${from}","proto":"HTTP/2.0","method":"GET","host":"www.example.com","uri":"${target(next)}",${headers}}`;
  return `{"level":"info","ts":${secondsAt(line).toFixed(6)},"logger":"http.log.access.log0","msg":"handled request",${request},"bytes_read":0,"user_id":"","duration":${next().toFixed(9)},"size":${below(next, 90_000)},"status":${status(next)}}\n`;
}

export function syslogLine(line: number, next: Next): string {
  const stamp = at(line).replace('Z', '000+00:00');
  const host = `web${1 + below(next, 9)}`;
  const pid = 300 + below(next, 60_000);
  const kind = next();
  if (kind < 0.4)
    return `${stamp} ${host} systemd[1]: ${pick(next, ['Started', 'Finished', 'Starting'])} ${word(next)}-${word(next)}.service - ${word(next)} of ${word(next)} ${below(next, 900)}.\n`;
  if (kind < 0.6)
    return `${stamp} ${host} CRON[${pid}]: (root) CMD (/usr/lib/${word(next)}/${word(next)} --${word(next)})\n`;
  if (kind < 0.8)
    return `${stamp} ${host} postfix/smtpd[${pid}]: ${hex(next, 10).toUpperCase()}: client=${word(next)}.example.com[${address(next)}]\n`;
  return `${stamp} ${host} kernel: [${(below(next, 30 * days) + next()).toFixed(6)}] eth${below(next, 4)}: link ${below(next, 900)} of ${word(next)} took ${below(next, 90_000)} us\n`;
}
