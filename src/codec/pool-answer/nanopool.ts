/**
 * Nanopool's API, version 1: every answer is {status, data}. Read here: user, balance_hashrate, payments, workers.
 * Source: https://nanopool.org/api (the parameters of each call and the fields of its answer).
 * Amounts are whole coins. Hash rates are H/s for CPU coins and MH/s for Ethereum's; where the unit isn't certain, the
 * rate is left out. Does not see: what was paid in all, which Nanopool doesn't sum; its list of payments says that.
 */
import type { Result } from '../../model/result.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import type { PoolAnswer } from './answer.ts';
import type { Fields } from './fields.ts';

const shape = 'nanopool';

/** Hashes a second in one of Nanopool's units. */
const rateUnits: ReadonlyMap<string, number> = new Map([
  ['monero', 1],
  ['zcash', 1],
  ['ethereum', 1e6],
  ['ethereum-classic', 1e6],
]);

export function readNanopool(answer: JsonValue, fields: Fields, coin: string): Result<PoolAnswer> | undefined {
  if (!isObject(answer) || answer['status'] !== true) return undefined;
  const { data } = answer;
  if (Array.isArray(data)) return readList(data, fields);
  if (!isObject(data) || !('balance' in data)) return undefined;
  const workers = Array.isArray(data['workers']) ? data['workers'].filter(isObject) : undefined;
  const unit = rateUnits.get(coin);
  return fields.answer(shape, {
    due: fields.coins(data['balance'], 'balance'),
    hashRate: unit === undefined ? undefined : fields.hashRate(data['hashrate'], 'hashrate', unit),
    ...(workers === undefined ? {} : readWorkers(workers, fields)),
  });
}

function readList(data: readonly JsonValue[], fields: Fields): Result<PoolAnswer> | undefined {
  const rows = data.filter(isObject);
  if (rows.length !== data.length) return undefined;
  if (rows.some((row) => 'hashrate' in row)) return fields.answer(shape, readWorkers(rows, fields));
  if (!rows.every((row) => 'amount' in row && 'date' in row)) return undefined;
  const listed = fields.list(rows, 'payments', (row) =>
    fields.payment(
      fields.coins(row['amount'], 'amount'),
      fields.time(row['date'], 'date'),
      fields.text(row['txHash'], 'txHash'),
    ),
  );
  return fields.answer(shape, { listed });
}

function readWorkers(rows: readonly JsonObject[], fields: Fields): Pick<PoolAnswer, 'workers' | 'lastShare'> {
  const workers = fields.list(rows, 'workers', (row) => fields.text(row['id'], 'id'));
  const shares = fields.list(rows, 'workers', (row) => fields.time(row['lastshare'] ?? row['lastShare'], 'lastshare'));
  const last = shares.sort().at(-1);
  return { ...(workers.length > 0 ? { workers } : {}), ...(last === undefined ? {} : { lastShare: last }) };
}
