/** The hash rates that pools recorded of an account, as they reckoned them. */
import type { Case } from '../../../model/case.ts';
import { ofKind } from '../../evidence.ts';
import { type Account, formOf } from '../accounts.ts';
import { poolName, type Record } from '../payers.ts';
import { type HashRate, nameOf } from './hash-rate.ts';
import { exactly } from './interval.ts';
import { clipped, dayOf, range } from './quantities.ts';

/** Of each account and pool the latest answer. */
export function recordedRates(accounts: readonly Account[], evidence: Case): HashRate[] {
  const latest = new Map<string, Record>();
  for (const record of ofKind(evidence, 'pool-record')) {
    const { pool, address, asked = '' } = record.value;
    const key = `${poolName(pool)} ${formOf(address)}`;
    const known = latest.get(key);
    if (known === undefined || asked > (known.value.asked ?? '')) latest.set(key, record);
  }
  const byForm = new Map(accounts.flatMap((account) => [...account.forms].map((form) => [form, account] as const)));
  const records = [...latest.values()].filter(({ value }) => (value.hashRate ?? 0) > 0);
  return records.flatMap(({ value }) => {
    const account = byForm.get(formOf(value.address));
    return account === undefined ? [] : rateOf(account, value);
  });
}

function rateOf(account: Account, { pool, coin, hashRate = 0, asked }: Record['value']): HashRate {
  const when = asked === undefined ? '' : ` on ${dayOf(asked)}`;
  const perSecond = exactly(hashRate);
  const says = `${clipped(poolName(pool))} reckoned ${range(perSecond)} hashes (tries) a second for ${nameOf(account)}${when}.`;
  return { says, perSecond, coin, ...(asked === undefined ? {} : { time: asked }) };
}
