/**
 * XMRig's config.json, whole or embedded: in binaries, in scripts that write it (also with the script's variables),
 * escaped inside another language's strings, in UTF-16LE, with comments, cut off or damaged.
 * Source: https://xmrig.com/docs/miner/config; versions 1 and 2 have `url` and `user` at the top.
 * Does not see: encrypted or compressed configurations, and values that a program puts together.
 */
import { type TextWindow, unescapeWindow, windowsAround } from '../../codec/command-line/text-window.ts';
import { Variables } from '../../codec/command-line/variables.ts';
import { splitCommands } from '../../codec/command-line/words.ts';
import { openBraces } from '../../codec/tolerant-json/braces.ts';
import { pairsIn } from '../../codec/tolerant-json/pairs.ts';
import { isObject, readTolerantJson, type TolerantJson } from '../../codec/tolerant-json/tolerant-json.ts';
import { defineExtractor, type Extractor, type Miss, type Sighting, type View } from '../../model/units.ts';
import { configSource, isWalletRun } from './wake.ts';
import { type ConfigReading, readConfig } from './xmrig-pools.ts';

const reach = { around: 16_384, wholeUpTo: 64 * 1024 };

/** Objects around a mark that are tried, innermost first: a pool, its configuration, what that is embedded in. */
const mostNested = 4;

/** Characters parsed per character of a window, over all the objects in it. */
const mostEffort = 8;

/** A configuration is told once a place, and this often a view. */
const mostConfigs = 256;

export const xmrigConfig: Extractor<'mining-config'> = defineExtractor({
  id: 'xmrig-config',
  title: 'XMRig configurations in JSON',
  emits: ['mining-config'],
  anchors: [
    { text: '"pools"' },
    { text: "'pools'" },
    { text: 'pools\\"' },
    { text: 'pools: [' },
    { text: 'donate-level' },
    { text: 'donate-over-proxy' },
    { text: '"rig-id"' },
    { text: 'nicehash' },
    { text: 'stratum+', fold: true },
    { text: 'max-threads-hint' },
    { text: 'max-cpu-usage' },
  ],
  runs: [{ alphabet: 'base58', shortest: 95 }],
  *extract(view) {
    const wallets = view.runs.filter((run) => isWalletRun(view.bytes, run));
    for (const window of windowsAround(view.bytes, [...view.hits, ...wallets], reach)) {
      let level: TextWindow = window;
      for (let depth = 0; depth < 3; depth++) {
        const found = [...configsIn(level)];
        for (const config of found) yield 'gap' in config ? config : sighting(config, level, view);
        if (found.length > 0 || !level.text.includes('\\"')) break;
        level = unescapeWindow(level);
      }
    }
  },
});

interface Found {
  readonly config: ConfigReading;
  readonly at: number;
  readonly end: number;
}

function* configsIn(window: TextWindow): Iterable<Found | Miss> {
  const { text, marks } = window;
  const braces = openBraces(text, marks, mostNested);
  const finder = new Finder(text);
  let done = 0;
  let count = 0;
  for (const [i, mark] of marks.entries()) {
    if (mark < done) continue;
    if (finder.isTired() || count >= mostConfigs) {
      const offset = Math.max(0, window.offset(mark));
      yield { gap: { code: 'limit-count', what: 'too many objects that might be a miner configuration', offset } };
      return;
    }
    const found = finder.around(braces[i] ?? []) ?? finder.fragment(mark);
    if (!found) continue;
    count++;
    done = found.end;
    yield found;
  }
}

class Finder {
  readonly #text: string;
  readonly #tried = new Map<number, { found: Found | undefined; listed: boolean }>();
  readonly #variables = new Variables();
  readonly #hasVariables: boolean;
  #assignedTo = 0;
  #effort = 0;
  #fragmentsTo = 0;

  constructor(text: string) {
    this.#text = text;
    this.#hasVariables = /[$%!]\{?[A-Za-z]/.test(text);
  }

  isTired(): boolean {
    return this.#effort > mostEffort * this.#text.length + 65_536;
  }

  /** The configuration among the objects that are open at a mark; one with a list of pools holds the others. */
  around(braces: readonly number[]): Found | undefined {
    let flat: Found | undefined;
    for (const at of braces) {
      if (this.isTired()) break;
      const { found, listed } = this.#tried.get(at) ?? this.#try(at);
      if (listed) return found;
      flat ??= found;
    }
    return flat;
  }

  #try(at: number): { found: Found | undefined; listed: boolean } {
    const { value, end, damaged } = readTolerantJson(this.#text, at);
    this.#effort += end - at + 64;
    const config = isObject(value) ? readConfig(value, this.#assigned(at)) : undefined;
    const found = config && { config: damaged ? { ...config, damaged: true } : config, at, end };
    const tried = { found, listed: found !== undefined && isObject(value) && value.members.has('pools') };
    this.#tried.set(at, tried);
    return tried;
  }

  /** What stands near a mark when the braces around it are lost: its beginning was cut off or overwritten. */
  fragment(mark: number): Found | undefined {
    const from = Math.max(this.#fragmentsTo, mark - 1024);
    const to = Math.min(this.#text.length, mark + 1024);
    if (from >= to) return undefined;
    this.#fragmentsTo = to;
    const members = new Map<string, TolerantJson>();
    let [at, end] = [-1, -1];
    for (const pair of pairsIn(this.#text, from, to)) {
      if (members.has(pair.key) && pair.key === 'url') break;
      if (!members.has(pair.key))
        members.set(pair.key, pair.quoted ? pair.value : readTolerantJson(pair.value, 0).value);
      if (pair.key === 'url' || pair.key === 'user') {
        if (at < 0) at = pair.at;
        end = pair.end;
      }
    }
    const config = readConfig({ members, at, end }, this.#assigned(from));
    return config && { config: { ...config, damaged: true }, at, end };
  }

  /** What a script assigned before it wrote the configuration; every part of the text is looked at once. */
  #assigned(before: number): Variables {
    if (before > this.#assignedTo && this.#hasVariables) {
      const stretch = this.#text.slice(this.#assignedTo, before);
      for (const _ of splitCommands(stretch, this.#variables));
      this.#assignedTo = before;
    }
    return this.#variables;
  }
}

function sighting({ config, at, end }: Found, window: TextWindow, view: View): Sighting<'mining-config'> {
  const offset = window.offset(at);
  return {
    kind: 'mining-config',
    value: { ...config, source: configSource(view.kind) },
    offset,
    length: Math.max(1, window.offset(end) - offset),
  };
}
