/**
 * nodejs-pool, the software of SupportXMR, MoneroOcean and, until 2018, HashVault: /miner/<address>/stats, its
 * stats/allWorkers and /payments.
 * Source: https://github.com/Snipa22/nodejs-pool and https://github.com/MoneroOcean/nodejs-pool (lib/api.js).
 * Amounts are in the coin's smallest parts, times in seconds. `hash2`, MoneroOcean's own, is the rate over all the
 * algorithms that it switches between; `hash` is the same in terms of Monero's and is what is taken here.
 */
import type { Result } from '../../model/result.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import type { PoolAnswer } from './answer.ts';
import type { Fields } from './fields.ts';

const shape = 'nodejs-pool';

export function readNodejsPool(answer: JsonValue, fields: Fields): Result<PoolAnswer> | undefined {
  if (Array.isArray(answer)) return readPayments(answer, fields);
  if (!isObject(answer)) return undefined;
  if ('amtPaid' in answer && 'amtDue' in answer) return readStats(answer, fields);
  const { global } = answer;
  return isObject(global) && 'lts' in global ? readWorkers(answer, global, fields) : undefined;
}

function readStats(stats: JsonObject, fields: Fields): Result<PoolAnswer> {
  return fields.answer(shape, {
    paid: fields.parts(stats['amtPaid'], 'amtPaid'),
    payments: fields.count(stats['txnCount'], 'txnCount'),
    due: fields.parts(stats['amtDue'], 'amtDue'),
    hashRate: fields.hashRate(stats['hash'], 'hash'),
    lastShare: fields.time(stats['lastHash'], 'lastHash'),
  });
}

function readWorkers(answer: JsonObject, all: JsonObject, fields: Fields): Result<PoolAnswer> {
  const names = Object.keys(answer).filter((name) => name !== 'global');
  return fields.answer(shape, {
    hashRate: fields.hashRate(all['hash'], 'hash'),
    workers: fields.list(names, 'workers', (name) => fields.text(name, "a worker's name")),
    lastShare: fields.time(all['lts'], 'lts'),
  });
}

/** Also HashVault's list, which calls the transaction by another name and has no pool type. */
function readPayments(answer: readonly JsonValue[], fields: Fields): Result<PoolAnswer> | undefined {
  const rows = answer.filter(isObject);
  if (rows.length !== answer.length || !rows.every((row) => 'amount' in row && 'ts' in row)) return undefined;
  const listed = fields.list(rows, 'payments', (row) =>
    fields.payment(
      fields.parts(row['amount'], 'amount'),
      fields.time(row['ts'], 'ts'),
      fields.text(row['txnHash'] ?? row['txHash'] ?? row['hash'], 'txnHash'),
    ),
  );
  return fields.answer(shape, { listed });
}
