/**
 * Calls by which a page of today mines at a pool: `startMining("pool.example", wallet, "worker", -1, "")`, as the scripts
 * of webminerpool and its descendants take it. What stands in variables is looked up where a literal is assigned to them.
 * Source: https://github.com/notgiven688/webminerpool, README; https://github.com/NajmAjmal/monero-webminer, README.
 * Does not see: variables that are computed, and accounts that are no wallet whose check holds.
 */
import { splitLogin } from '../../codec/login/login.ts';
import { isQualifiedHost, readPoolUrl } from '../../codec/login/pool-url.ts';
import type { Pool } from '../../model/payloads.ts';

export const poolCallAnchor = 'startMining(';

/** Characters of a call that are read. */
const reach = 1_024;
/** Characters around the call in which its variables are looked up. */
const surroundings = 8_192;

export interface PoolCall {
  readonly pool: Pool;
  /** From the name of the call to its last argument that was read, in bytes. */
  readonly length: number;
}

/** Reads the call that stands at `offset` of a text with one character a byte. */
export function poolCallAt(text: string, offset: number): PoolCall | undefined {
  const around = text.slice(Math.max(0, offset - surroundings), offset + surroundings);
  const after = offset + poolCallAnchor.length;
  const list = /^[^()]{1,1000}/.exec(text.slice(after, after + reach))?.[0] ?? '';
  const [where, login, worker] = list.split(',', 3).map((argument) => literalOf(argument.trim(), around));
  const url = readPoolUrl(where ?? '');
  if (login === undefined || url === undefined || !isQualifiedHost(url.host)) return undefined;
  const parts = splitLogin(login);
  if (parts.wallet === undefined) return undefined;
  const proxy = assigned('server', around);
  const pool: Pool = {
    host: url.host,
    ...(url.port === undefined ? {} : { port: url.port }),
    login,
    ...(worker === undefined || worker === '' ? {} : { worker }),
    ...parts,
    ...(proxy?.startsWith('ws') ? { proxy } : {}),
  };
  return { pool, length: poolCallAnchor.length + list.length };
}

/** A literal, or the one that is assigned to a variable of that name. */
function literalOf(argument: string, around: string): string | undefined {
  const literal = /^(["'`])([^"'`]{0,200})\1$/.exec(argument)?.[2];
  if (literal !== undefined) return literal;
  return /^[\w$]{1,64}$/.test(argument) ? assigned(argument, around) : undefined;
}

/** The literal behind `name = "…"`, by plain search: names come from the sample, and make no pattern. */
function assigned(name: string, around: string): string | undefined {
  for (let at = around.indexOf(name), tries = 0; at >= 0 && tries < 50; at = around.indexOf(name, at + 1), tries++) {
    if (/[\w$.]/.test(around[at - 1] ?? ' ')) continue;
    const value = /^\s{0,8}=\s{0,8}(["'`])([^"'`]{0,200})\1/.exec(
      around.slice(at + name.length, at + name.length + 256),
    );
    if (value?.[2] !== undefined) return value[2];
  }
  return undefined;
}
