/** How fast the accounts of a case were mined for: by pools' own reckoning, and by shares on the wire. */
import type { Case } from '../../../model/case.ts';
import { accountsIn, isPublished } from '../accounts.ts';
import type { HashRates } from './hash-rate.ts';
import { recordedRates } from './recorded-rates.ts';
import { wireRates } from './wire-rates.ts';

export function hashRatesIn(evidence: Case): HashRates {
  const accounts = accountsIn(evidence).filter((account) => !isPublished(account));
  const recorded = recordedRates(accounts, evidence);
  const { rates, missing } = wireRates(accounts, evidence);
  return { rates: [...recorded, ...rates], missing };
}
