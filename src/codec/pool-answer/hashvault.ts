/**
 * HashVault's API, version 3: /v3/<coin>/wallet/<address>/stats, with `collective` (what the miners do), `revenue`
 * (what they are owed and were paid) and `collectiveWorkers`. Its payments have nodejs-pool's form, its older API too.
 * Source: https://api.hashvault.pro/v3/monero/docs as its public clients read it.
 * Amounts are in the coin's smallest parts; `lastShare` is in milliseconds.
 */
import type { Result } from '../../model/result.ts';
import { isObject, type JsonObject, type JsonValue } from '../json/document.ts';
import type { PoolAnswer } from './answer.ts';
import type { Fields } from './fields.ts';

export function readHashVault(answer: JsonValue, fields: Fields): Result<PoolAnswer> | undefined {
  if (!isObject(answer) || !isObject(answer['revenue'])) return undefined;
  const { revenue } = answer;
  if (!('confirmedBalance' in revenue || 'totalPaid' in revenue)) return undefined;
  const collective = isObject(answer['collective']) ? answer['collective'] : {};
  const rows = Array.isArray(answer['collectiveWorkers']) ? answer['collectiveWorkers'].filter(isObject) : undefined;
  return fields.answer('hashvault', {
    paid: fields.parts(revenue['totalPaid'], 'totalPaid'),
    payments: fields.count(revenue['totalPaymentsSent'], 'totalPaymentsSent'),
    due: fields.parts(revenue['confirmedBalance'], 'confirmedBalance'),
    hashRate: fields.hashRate(collective['hashRate'], 'hashRate'),
    workers: rows && fields.list(rows, 'collectiveWorkers', (row) => fields.text(row['name'], 'name')),
    lastShare: lastShare([collective, ...(rows ?? [])], fields),
  });
}

function lastShare(rows: readonly JsonObject[], fields: Fields): string | undefined {
  return fields
    .list(rows, 'collectiveWorkers', (row) => fields.time(row['lastShare'], 'lastShare'))
    .sort()
    .at(-1);
}
