/**
 * What a command out of a log would do: mine, fetch something, or anything else. Read as scripts are, with what it hides
 * in base64. Nothing here shows that it ran to its end.
 */
import { readMinerCommand } from '../../codec/command-line/miner-arguments.ts';
import { isHunt, splitCommands } from '../../codec/command-line/words.ts';
import { type Fetch, readScript, type Start } from '../../codec/fetch-command/fetch-command.ts';
import { lastPart } from '../../codec/fetch-command/statement.ts';
import { openedCommand } from '../../codec/request-text/command-in-text.ts';
import { knownPool } from '../../intel/pools.ts';
import { minerNames } from '../../intel/terms.ts';
import type { MiningConfig } from '../../model/payloads.ts';
import { isMinersFetch } from '../text/miner-download.ts';

export interface Carried {
  /** The most that it does. */
  readonly what: 'miner' | 'download' | 'command';
  /** It starts a miner, and does not only fetch one. */
  readonly mines: boolean;
  /** What it fetches is handed to an interpreter, made a program or started by the same command. */
  readonly runs: boolean;
  readonly urls: readonly string[];
  /** What the miner is told to do, where the command says it. */
  readonly config?: Omit<MiningConfig, 'source' | 'damaged'>;
}

/** Characters of a command that are looked at. */
const longest = 8192;
const mostUrls = 8;

/** What every such command holds somewhere: most commands of a log are done with here. */
const mayCarry =
  /https?:|ftp:|curl|wget|certutil|bitsadmin|base64|b64|\s-e(?:nc?|c|ncodedcommand)?\s|webclient|webrequest|stratum|--donate|:\d{3,5}(?:\s|$)|mine|p2pool|-mining|xmr|kdev|kinsing|hive|rig\b/i;
const nothingMuch: Carried = { what: 'command', mines: false, runs: false, urls: [] };

export function carriedBy(command: string): Carried {
  if (!mayCarry.test(command)) return nothingMuch;
  const text = openedCommand(command.slice(0, longest));
  const script = readScript(text);
  const config = configIn(text);
  const mines = config !== undefined || script.starts.some((start) => isMiner(start));
  const fetchesMiner = script.fetches.some((fetch) => isMinersFetch(fetch, script));
  const runs = script.fetches.some((fetch) => isStarted(fetch, script.starts));
  const urls = [...new Set(script.fetches.map(({ url }) => url))].filter(isElsewhere).slice(0, mostUrls);
  const fetched = urls.length > 0 ? 'download' : 'command';
  return {
    what: mines || fetchesMiner ? 'miner' : fetched,
    mines,
    runs,
    urls,
    ...(config === undefined ? {} : { config }),
  };
}

function configIn(text: string): Carried['config'] {
  for (const words of splitCommands(text)) {
    const found = readMinerCommand(words);
    if (found) return found.config;
  }
  return undefined;
}

/** A check of one's own health fetches from oneself. */
function isElsewhere(url: string): boolean {
  return !/^(?:\w+:\/\/)?(?:localhost|127\.\d|0\.0\.0\.0|\[::1\])/i.test(url);
}

/** Also `chmod +x x`, without which it would not start. */
function isStarted(fetch: Fetch, starts: readonly Start[]): boolean {
  const file = lastPart(fetch.target ?? fetch.url);
  return (
    fetch.piped ||
    starts.some(
      ({ program, command, offset }) =>
        offset > fetch.offset && (program === file || (program === 'chmod' && command.endsWith(file))),
    )
  );
}

const readers =
  /^(?:echo|printf|cat|less|grep|egrep|rg|find|locate|which|pkill|pgrep|killall|kill|rm|ps|tar|unzip|chmod|chown|mv|cp|ls|cd|vim?|nano|wget|curl|systemctl|service|journalctl|git|apt|apt-get|yum|dnf|docker|kubectl|man)$/;

function isMiner({ program, command }: Start): boolean {
  if (readers.test(program) || isHunt(command.split(' ', 16).map((text) => ({ text })))) return false;
  return (
    minerName(program) !== undefined || /stratum\+(?:tcp|ssl|tls):|--donate-level/.test(command) || namesPool(command)
  );
}

function namesPool(command: string): boolean {
  return command
    .split(' ', 40)
    .some((word) => knownPool(word.replace(/^.*\/\//, '').replace(/[:/].*$/, '')) !== undefined);
}

/** What only tells how a miner does: `xmrig-exporter`. */
const watches = /^[-_.](?:exporter|metrics|monitor|dashboard|stats)(?![a-z])/;

const names = minerNames.map(({ text }) => text.toLowerCase());

/** A miner's name as a word of a file's or an image's name: `xmrig-6.21`, `metal3d/xmrig`. */
export function minerName(text: string): string | undefined {
  const lower = text.toLowerCase();
  return names.find((name) => {
    const at = lower.indexOf(name);
    if (at < 0 || /[a-z]/.test(lower[at - 1] ?? '')) return false;
    const after = lower.slice(at + name.length);
    return !/^[a-z]/.test(after) && !watches.test(after);
  });
}
