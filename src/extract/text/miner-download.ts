/**
 * A script that fetches a miner, and whether it starts what it fetched. A miner shows by its name in the URL or the file,
 * or by the way the fetched program is started (`--donate-level`, a pool's host). Prose and rules are not read: an article
 * that shows such a command runs nothing.
 * Does not see: names built from pieces and encoded commands, and miners under other names without a miner's arguments.
 */
import { type Fetch, readScript, type Script, type Start } from '../../codec/fetch-command/fetch-command.ts';
import { lastPart } from '../../codec/fetch-command/statement.ts';
import { knownPool } from '../../intel/pools.ts';
import { minerNames } from '../../intel/terms.ts';
import type { Hit } from '../../model/anchor.ts';
import { defineExtractor, type Extractor, type Miss, type Sighting, type View } from '../../model/units.ts';

const startOptions = ['--donate-level', '--coin=monero', '--coin monero', '--algo=rx/0', '--nicehash', 'stratum+'];
const anchors = [
  ...minerNames.map(({ text }) => text),
  ...startOptions.slice(0, 5),
  'stratum+tcp://',
  'stratum+ssl://',
];

/** Bytes before the first hit and after the last that are read as one script. */
const reach = 64 * 1024;
const longestScript = 512 * 1024;

export const minerDownload: Extractor<'download' | 'miner-code'> = defineExtractor({
  id: 'miner-download',
  title: 'Scripts that fetch a miner, and whether they start it',
  emits: ['download', 'miner-code'],
  kinds: ['script', 'config', 'text', 'data'],
  anchors: anchors.map((text) => ({ text, fold: true })),
  *extract(view: View): Iterable<Sighting<'download' | 'miner-code'> | Miss> {
    const part = decodeAround(view);
    const script = readScript(part.text);
    if (script.cut) yield { gap: { code: 'limit-count', what: 'more downloads in one script than are kept' } };
    const miners = script.starts.filter(looksLikeMiner);
    for (const fetch of script.fetches) {
      const judged = judge(fetch, script.starts, miners);
      if (judged === undefined) continue;
      const place = { offset: part.start + fetch.offset * part.width, length: fetch.length * part.width };
      yield { kind: 'download', value: downloadOf(fetch, judged), ...place };
      if (judged.start === undefined) continue;
      const value = { family: judged.family, form: 'script' as const, purpose: 'fetches-miner' as const };
      yield { kind: 'miner-code', value: { ...value, traits: traitsOf(fetch, judged) }, ...place };
    }
  },
});

interface Part {
  readonly text: string;
  /** Bytes from the view's start. */
  readonly start: number;
  /** Bytes a character takes. */
  readonly width: 1 | 2;
}

function decodeAround({ bytes, hits }: View): Part {
  const first: Hit | undefined = hits[0];
  const wide = first?.encoding === 'utf16le';
  const from = Math.max(0, (first?.offset ?? 0) - reach);
  const start = wide ? from + (((first?.offset ?? 0) - from) & 1) : from;
  const end = Math.min(bytes.length, (hits.at(-1)?.offset ?? 0) + reach, start + longestScript);
  const text = new TextDecoder(wide ? 'utf-16le' : 'latin1', { ignoreBOM: true }).decode(bytes.subarray(start, end));
  return { text, start, width: wide ? 2 : 1 };
}

interface Judged {
  readonly family: string;
  /** The name that gives the miner away; without one, the arguments that it is started with do. */
  readonly name?: string;
  /** How it is started, if it is. */
  readonly start?: string;
}

function judge(fetch: Fetch, starts: readonly Start[], miners: readonly Start[]): Judged | undefined {
  const name = minerNameIn(fetch.url) ?? minerNameIn(fetch.target ?? '');
  const file = lastPart(fetch.target ?? fetch.url);
  const isLater = ({ offset }: Start): boolean => offset > fetch.offset;
  const own = starts.find((start) => start.program === file && isLater(start));
  const started = own ?? (isArchive(fetch) ? miners.find(isLater) : undefined);
  const start = fetch.piped ? 'hands it to an interpreter at once' : started && startInWords(started, name);
  const told = start === undefined ? {} : { start };
  if (name !== undefined) return { family: familyOf(name), name, ...told };
  return started !== undefined && miners.includes(started) ? { family: 'unknown', ...told } : undefined;
}

function startInWords({ command }: Start, name: string | undefined): string {
  return `starts it${name === undefined ? " with a miner's arguments" : ''}: ${readable(command)}`;
}

/** Whether what is fetched shows to be a miner, so that it is told here. */
export function isMinersFetch(fetch: Fetch, { starts }: Script): boolean {
  return judge(fetch, starts, starts.filter(looksLikeMiner)) !== undefined;
}

/** A miner's name in a path, as a word of its own: `xmrig-6.21-linux-x64.tar.gz`, `kdevtmpfsi`. */
function minerNameIn(path: string): string | undefined {
  const lower = path.toLowerCase();
  return minerNames
    .map(({ text }) => text.toLowerCase())
    .find((name) => {
      const at = lower.indexOf(name);
      return at >= 0 && !/[a-z]/.test(lower[at - 1] ?? '') && !/[a-z]/.test(lower[at + name.length] ?? '');
    });
}

/** The setup scripts of MoneroOcean and C3Pool install XMRig. */
function familyOf(name: string): string {
  if (/^(xmrig|setup_)/.test(name)) return 'xmrig';
  if (/^(kinsing|kdevtmpfsi)$/.test(name)) return 'unknown';
  return name.replace(/(\.exe|-multi|-opt)$/, '');
}

function isArchive({ url, target }: Fetch): boolean {
  return [url, target ?? ''].some((name) => /\.(tar|tgz|tar\.\w+|gz|zip|7z|rar|xz|deb|rpm)([?#].*)?$/i.test(name));
}

function looksLikeMiner({ program, command }: Start): boolean {
  if (/^(echo|printf|cat|grep|pkill|killall|kill|rm|ps|tar|unzip|chmod|mv|cp|wget|curl|systemctl)$/.test(program))
    return false;
  if (minerNameIn(program) !== undefined || startOptions.some((option) => command.includes(option))) return true;
  return command
    .split(' ', 40)
    .some((word) => knownPool(word.replace(/^.*\/\//, '').replace(/[:/].*$/, '')) !== undefined);
}

function downloadOf({ url, tool, target }: Fetch, { start }: Judged): Sighting<'download'>['value'] {
  const kept = target === undefined ? {} : { target };
  return { url, tool, ...kept, ...(start === undefined ? {} : { runs: true }) };
}

/** `fetches http://h.example/k with curl and starts it with a miner's arguments: ./k -o pool.example:3333`. */
function traitsOf(fetch: Fetch, { name, start }: Judged): string[] {
  const known = name === undefined ? ' ' : `, known for a miner by its name (${name}), `;
  const starts = start === undefined ? '' : `${known}and ${start}`;
  return [`fetches ${cut(fetch.url, 200)} with ${fetch.tool}${starts}`];
}

const mostOfCommand = 160;

/** A command without what only machines read: of a wallet, the beginning is enough to recognise it. */
function readable(command: string): string {
  return cut(
    command.replace(/[0-9A-Za-z]{40,}/g, (word) => cut(word, 9)),
    mostOfCommand,
  );
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
