/**
 * open-ethereum-pool's /api/accounts/<address>, which 2Miners and others serve for all their coins.
 * Source: https://github.com/sammy007/open-ethereum-pool (api/server.go, storage/redis.go) and
 * https://apidoc.2miners.com.
 * Amounts are in the coin's smallest parts (Ethereum's in gwei), times in seconds; `payments` are the latest alone.
 * Where nothing was ever paid, `payments` is null. Does not see: units of hash that are not hashes (solutions, graphs).
 */
import type { Result } from '../../model/result.ts';
import { isObject, type JsonValue } from '../json/document.ts';
import type { PoolAnswer } from './answer.ts';
import type { Fields } from './fields.ts';

export function readOpenEthereumPool(answer: JsonValue, fields: Fields): Result<PoolAnswer> | undefined {
  if (!isObject(answer) || !isObject(answer['stats'])) return undefined;
  if (!('currentHashrate' in answer || 'paymentsTotal' in answer)) return undefined;
  const { stats, payments, workers } = answer;
  const rows = Array.isArray(payments) ? payments.filter(isObject) : [];
  const listed = fields.list(rows, 'payments', (row) =>
    fields.payment(
      fields.parts(row['amount'], 'amount'),
      fields.time(row['timestamp'], 'timestamp'),
      fields.text(row['tx'], 'tx'),
    ),
  );
  const names = isObject(workers) ? Object.keys(workers) : [];
  return fields.answer('open-ethereum-pool', {
    // The software keeps no `paid` for an account that was never paid.
    paid: fields.parts(stats['paid'], 'paid') ?? (answer['paymentsTotal'] === 0 ? 0 : undefined),
    payments: fields.count(answer['paymentsTotal'], 'paymentsTotal'),
    listed: listed.length > 0 ? listed : undefined,
    due: fields.parts(stats['balance'], 'balance'),
    hashRate: fields.hashRate(answer['currentHashrate'], 'currentHashrate'),
    workers:
      names.length > 0 ? fields.list(names, 'workers', (name) => fields.text(name, "a worker's name")) : undefined,
    lastShare: fields.time(stats['lastShare'], 'lastShare'),
  });
}
