/** The machines that traffic shows, and for whom they mine. */
import type { Case } from '../model/case.ts';
import { addressOf } from '../model/endpoint.ts';
import type { Observation } from '../model/observation.ts';
import { ofKind } from './evidence.ts';

/** By account, then by machine, the last session in which it worked for that account. */
export function machinesByAccount(evidence: Case): Map<string, Map<string, Observation<'stratum-session'>>> {
  const accounts = new Map<string, Map<string, Observation<'stratum-session'>>>();
  for (const seen of ofKind(evidence, 'stratum-session')) {
    const { login, client, accepted, submits } = seen.value;
    if (login === undefined || accepted + submits === 0) continue;
    const account = accountIn(login);
    const machines = accounts.get(account) ?? new Map<string, Observation<'stratum-session'>>();
    accounts.set(account, machines.set(addressOf(client), seen));
  }
  return accounts;
}

/** A worker's name or a difficulty often follows the account; an e-mail address has dots of its own. */
function accountIn(login: string): string {
  return login.split(login.includes('@') ? '/' : /[./+]/, 1)[0] ?? login;
}
