/**
 * A script that edits its pool and account into an XMRig configuration:
 * `sed -i 's/"user": *"[^"]*",/"user": "…",/' config.json`, as MoneroOcean's set-up script and its many imitators do.
 * Source: https://github.com/MoneroOcean/xmrig_setup. Does not see: values that the script computes.
 */
import type { Pool } from '../../model/payloads.ts';
import { splitLogin } from '../login/login.ts';
import { isMiningScheme, readPoolUrl } from '../login/pool-url.ts';
import type { MinerCommand } from './miner-arguments.ts';
import { hasExpansion } from './variables.ts';
import type { Word } from './words.ts';

/** Collects a script's edits; one script makes one configuration. */
export class SedEdits {
  readonly #values = new Map<string, string>();
  #at = -1;
  #end = -1;

  take(words: readonly Word[]): void {
    if (!words.some((word) => /(?:^|\/)g?sed$/.test(word.text))) return;
    for (const word of words)
      for (const [key, value] of editsIn(word.text)) {
        this.#values.set(key, value);
        if (this.#at < 0) this.#at = word.at;
        this.#end = word.end;
      }
  }

  /** What the edits make; nothing where they name no pool and account. */
  result(): MinerCommand | undefined {
    const url = readPoolUrl(this.#values.get('url') ?? '');
    const login = this.#values.get('user');
    if (!url || login === undefined) return undefined;
    const password = this.#literal('pass');
    const parts = splitLogin(login, password);
    const donate = this.#literal('donate-level');
    const telling = donate !== undefined || isMiningScheme(url.scheme) || this.#values.has('rig-id');
    if (parts.wallet === undefined && !telling) return undefined;
    const algorithm = this.#literal('algo');
    const coin = this.#literal('coin');
    const rigId = this.#literal('rig-id');
    const pool: Pool = {
      ...url,
      login,
      ...(password === undefined ? {} : { password }),
      ...(rigId === undefined ? {} : { rigId }),
      ...(this.#values.get('tls') === 'true' ? { tls: true } : {}),
      ...parts,
    };
    const config = {
      ...(algorithm === undefined ? {} : { algorithm }),
      ...(coin === undefined ? {} : { coin }),
      pools: [pool],
      ...(donate !== undefined && /^\d{1,2}$/.test(donate) ? { donateLevel: Number(donate) } : {}),
    };
    return { config, at: this.#at, end: this.#end };
  }

  #literal(key: string): string | undefined {
    const value = this.#values.get(key);
    return value === undefined || value === '' || value === 'null' || hasExpansion(value) ? undefined : value;
  }
}

/** `s/"key": …/"key": "value"/` -> [key, value]; any sign may stand for the slash. */
function editsIn(expression: string): [string, string][] {
  const sign = expression[0] === 's' ? expression[1] : undefined;
  if (sign === undefined || /[\w\s\\]/.test(sign) || expression.length > 2048) return [];
  const replacement = splitUnescaped(expression, sign)[2] ?? '';
  const pairs = replacement.matchAll(
    /\\?"(url|user|pass|rig-id|algo|coin|donate-level|tls)\\?"\s?:\s?(?:\\?"([^"\\]*)|([\w.]+))/g,
  );
  return [...pairs].map(([, key = '', quoted, bare = '']) => [key, quoted ?? bare]);
}

function splitUnescaped(text: string, sign: string): string[] {
  const parts: string[] = [''];
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    const last = parts.length - 1;
    if (character === '\\' && text[i + 1] === sign) parts[last] += text[++i] ?? '';
    else if (character === sign) parts.push('');
    else parts[last] += character;
  }
  return parts;
}
