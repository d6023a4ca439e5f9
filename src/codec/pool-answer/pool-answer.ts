/**
 * Reads what a mining pool answered when it was asked for one account, as an analyst recorded it. The form is told by
 * its structure; the pool's name decides only where the structure is silent (an empty list). Each form stands in a file
 * of its own, with its source.
 * Does not see: whether the answer is genuine; a record is a file that anyone can write (see its provenance).
 */
import { malformed, notThisFormat, type Result } from '../../model/result.ts';
import { isObject, type JsonValue } from '../json/document.ts';
import type { Asked, PoolAnswer } from './answer.ts';
import { coinUnits } from './coin-units.ts';
import { readCryptonotePool } from './cryptonote-pool.ts';
import { Fields } from './fields.ts';
import { readHashVault } from './hashvault.ts';
import { readNanopool } from './nanopool.ts';
import { readNodejsPool } from './nodejs-pool.ts';
import { readOpenEthereumPool } from './open-ethereum-pool.ts';

export type { PoolAnswer } from './answer.ts';

/** Characters of an answer given as text. */
const longestAnswer = 4 << 20;

const readers = [readHashVault, readNodejsPool, readNanopool, readOpenEthereumPool, readCryptonotePool] as const;

/**
 * Reads an answer that is JSON already, or its text. `not-this-format` is a form that no reader here knows;
 * `malformed` says in `what` which field can't be, or that the pool answered with an error, in its own words.
 */
export function readPoolAnswer(answer: unknown, asked: Asked): Result<PoolAnswer> {
  const value = typeof answer === 'string' ? parsed(answer) : answer;
  if (typeof value !== 'object' || value === null) return withoutDocument(answer);
  const units = coinUnits(asked.coin);
  if (units === undefined) return malformed(0, `the units of ${asked.coin.slice(0, 40)} are not known here`);
  // An object or an array out of a JSON or YAML reader; each field is checked where it is taken.
  const document = value as JsonValue;
  const error = errorIn(document);
  if (error !== undefined) return malformed(0, `the pool answered with an error: ${error}`);
  if (Array.isArray(document) && document.length === 0) return emptyList(asked.pool);
  for (const read of readers) {
    const result = read(document, new Fields(units), asked.coin.toLowerCase());
    if (result !== undefined) return result;
  }
  return notThisFormat;
}

function parsed(text: string): unknown {
  try {
    return text.length <= longestAnswer ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function withoutDocument(answer: unknown): Result<PoolAnswer> {
  if (typeof answer !== 'string') return notThisFormat;
  const isPage = /^\s{0,100}</.test(answer);
  return malformed(0, isPage ? 'the answer is a web page and no JSON' : 'the answer is no JSON');
}

/** Pools say so in one of these ways: {error: "…"}, {status: false, error: "…"}, {success: false, msg: "…"}. */
function errorIn(answer: JsonValue): string | undefined {
  if (!isObject(answer)) return undefined;
  const said = [answer['error'], answer['msg'], answer['message']].find((value) => typeof value === 'string');
  const failed = answer['status'] === false || answer['success'] === false || typeof answer['error'] === 'string';
  return failed ? (typeof said === 'string' && said !== '' ? said : 'no reason given').slice(0, 100) : undefined;
}

/** Two forms list payments at the top; which one an empty list is, only the pool's name can tell. */
function emptyList(pool: string): Result<PoolAnswer> {
  const isNodejsPool = /supportxmr|moneroocean|hashvault/i.test(pool);
  return { status: 'ok', value: { shape: isNodejsPool ? 'nodejs-pool' : 'cryptonote-pool', listed: [] } };
}
