/**
 * What miners print while they mine: shares that a pool accepted, the pool they work for, how fast they hash.
 * Sources: XMRig's documentation (xmrig.com/docs/miner) and its messages in base/net/stratum and core/Miner; cpuminer's and
 * ccminer's share lines. Times are the machine's own, without a zone.
 * Does not see: other miners' output; what is printed with colours switched to other signs than ANSI's.
 */
import { timeOfText } from '../log-lines/time.ts';

export interface MinerLine {
  /** Milliseconds since 1970, as if it were UTC; absent where the line carries none of its own. */
  readonly ms?: number;
  readonly says: MinerSays;
}

export type MinerSays =
  | { readonly what: 'share'; readonly accepted: number; readonly rejected: number }
  /** Hashes a second; absent where it does not know yet. */
  | { readonly what: 'speed'; readonly rate?: number }
  | { readonly what: 'pool'; readonly pool: string; readonly algorithm?: string }
  | { readonly what: 'banner'; readonly program: string };

const longest = 1024;
/** Colours: ESC, a bracket, numbers, a letter. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: ESC is what begins a colour
const colours = /\u001b\[[\d;]{0,12}[A-Za-z]/g;
const stamp = /^\s{0,3}\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(?:\.\d{1,6})?\]\s{1,4}/;
/** Who of its parts speaks: `net`, `cpu`, `miner`, `opencl`. */
const part = /^(?:net|cpu|miner|opencl|cuda|randomx|nvidia|amd|msr|config|signal)\s{1,10}/;

export function readMinerLine(text: string): MinerLine | undefined {
  const line = text.slice(0, longest).replace(colours, '').trimEnd();
  const [whole = '', time] = stamp.exec(line) ?? [];
  const said = line.slice(whole.length).replace(part, '');
  const says = saidIn(said);
  if (says === undefined) return undefined;
  const ms = time === undefined ? undefined : timeOfText(`${time.replace(' ', 'T')}Z`);
  return ms === undefined ? { says } : { ms, says };
}

function saidIn(said: string): MinerSays | undefined {
  const [, good, bad] = /^(?:accepted|rejected) \((\d{1,9})\/(\d{1,9})\) diff \d/.exec(said) ?? [];
  if (good !== undefined) return { what: 'share', accepted: Number(good), rejected: Number(bad) };
  const [, shares, sent] =
    /(?:^|, )accepted: (\d{1,9})\/(\d{1,9}) \((?:[\d.]{1,8}%|diff [\d.]{1,16})\),? /.exec(said) ?? [];
  if (shares !== undefined) return { what: 'share', accepted: Number(shares), rejected: Number(sent) - Number(shares) };
  const [, first] =
    /^speed [\d.]{1,4}s\/\d{1,3}s\/\d{1,3}m\s{1,4}(n\/a|[\d.]{1,16})\s[^\n]{0,80}\bH\/s\b/.exec(said) ?? [];
  if (first !== undefined) return first === 'n/a' ? { what: 'speed' } : { what: 'speed', rate: Number(first) };
  const [, used] = /^use pool (\S{3,255})(?:\s|$)/.exec(said) ?? [];
  if (used !== undefined) return { what: 'pool', pool: used };
  const [, listed] = /^\s{0,3}\* POOL #\d{1,2}\s{1,12}(\S{3,255})/.exec(said) ?? [];
  if (listed !== undefined) return { what: 'pool', pool: listed };
  const [, from, algorithm] = /^new job from (\S{3,255}) diff \S{1,16}(?: algo (\S{1,32}))?/.exec(said) ?? [];
  if (from !== undefined) return { what: 'pool', pool: from, ...(algorithm === undefined ? {} : { algorithm }) };
  const [, program] = /^\s{0,3}\* ABOUT\s{1,12}(\S{1,60})/.exec(said) ?? [];
  return program === undefined ? undefined : { what: 'banner', program };
}

const setting = /^\s{0,3}\* [A-Z\d][A-Z\d #]{1,14}\s{2,12}\S/;

/** A line as such a program writes it, whether or not it is read: what a whole log of it looks like. */
export function isMinersLine(text: string): boolean {
  const line = text.slice(0, longest).replace(colours, '');
  const [whole = ''] = stamp.exec(line) ?? [];
  const isPart = whole !== '' && part.test(line.slice(whole.length));
  return isPart || setting.test(line) || readMinerLine(line) !== undefined;
}
