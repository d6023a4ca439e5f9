/**
 * The family of node-cryptonote-pool and cryptonote-nodejs-pool (crypto-pool.fr, HeroMiners, xmrpool.eu and many more):
 * /stats_address?address=<address> and /get_payments?address=<address>.
 * Source: https://github.com/zone117x/node-cryptonote-pool and https://github.com/dvandal/cryptonote-nodejs-pool
 * (lib/api.js, lib/paymentProcessor.js).
 * Values come out of Redis as text. Payments are one flat list in pairs: `hash:amount:fee:mixin` and its time in
 * seconds; the latest alone. Hash rates are numbers, or text with a unit (`1.25 KH`).
 */
import type { Result } from '../../model/result.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import type { ListedPayment, PoolAnswer } from './answer.ts';
import type { Fields } from './fields.ts';

const shape = 'cryptonote-pool';

export function readCryptonotePool(answer: JsonValue, fields: Fields): Result<PoolAnswer> | undefined {
  if (Array.isArray(answer)) return isPairs(answer) ? fields.answer(shape, readPayments(answer, fields)) : undefined;
  if (!isObject(answer) || !isObject(answer['stats'])) return undefined;
  const { stats, payments } = answer;
  if (!('hashes' in stats || 'balance' in stats || 'paid' in stats)) return undefined;
  return fields.answer(shape, {
    paid: fields.parts(stats['paid'], 'paid'),
    ...(Array.isArray(payments) && isPairs(payments) ? readPayments(payments, fields) : {}),
    due: fields.parts(stats['balance'], 'balance'),
    hashRate: fields.hashRate(stats['hashrate'], 'hashrate'),
    ...readWorkers(answer, fields),
    lastShare: fields.time(stats['lastShare'], 'lastShare'),
  });
}

/** `hash:amount…`, then its time. */
function isPairs(list: readonly JsonValue[]): boolean {
  return list.length >= 2 && list.length % 2 === 0 && typeof list[0] === 'string' && list[0].includes(':');
}

function readPayments(list: readonly JsonValue[], fields: Fields): { listed: ListedPayment[] } {
  const pairs = list.flatMap((value, at) => (at % 2 === 0 ? [[value, list[at + 1]] as const] : []));
  return {
    listed: fields.list(pairs, 'payments', ([payment, time]) => {
      const [transaction, amount] = typeof payment === 'string' ? payment.split(':', 2) : [];
      return fields.payment(
        fields.parts(amount, 'a payment'),
        fields.time(time, "a payment's time"),
        fields.text(transaction, "a payment's transaction"),
      );
    }),
  };
}

function readWorkers({ workers, perWorkerStats }: JsonObject, fields: Fields): Pick<PoolAnswer, 'workers'> {
  const rows = [workers, perWorkerStats].find(Array.isArray)?.filter(isObject) ?? [];
  const names = fields.list(rows, 'workers', (row) => fields.text(row['name'] ?? row['workerId'], 'name'));
  return names.length > 0 ? { workers: names } : {};
}
