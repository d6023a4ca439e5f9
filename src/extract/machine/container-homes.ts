/** Home folders, for the runtimes that users run for themselves. */
import type { Machine } from '../../model/machine-units.ts';
import { accountsOf } from './knowledge/accounts.ts';

/** Each once; an account without a home has none of these folders. */
export function homesOf(machine: Machine): readonly string[] {
  const homes = accountsOf(machine).homes.map(({ home }) => home);
  return [...new Set(homes)].filter((home) => home !== '/');
}
