/** Where an attempt stands in a log and nothing that followed it: what would show whether it worked. */
import { exploits } from '../../intel/exploits.generated.ts';
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { listed } from '../words.ts';
import { firstMining } from './coverage.ts';
import { titleInWords } from './moment-words.ts';
import { entriesIn } from './ways-in.ts';

/** Answers that turn somebody away: there is no such thing here, or not for you. */
const refused: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 501]);
const dayMs = 86_400_000;
const most = 2;

/** For the attempts of the day before the miner that were not turned away, the last ones first. */
export function settling(evidence: Case): string | undefined {
  const moment = firstMining(evidence);
  if (moment === undefined || entriesIn(evidence).length > 0) return undefined;
  const open = ofKind(evidence, 'exploit-attempt')
    .map(({ value }) => ({ id: value.exploit, status: value.status, ms: Date.parse(value.end ?? value.start ?? '') }))
    .filter(({ status, ms }) => !refused.has(status ?? 0) && ms <= moment && ms >= moment - dayMs)
    .sort((a, b) => b.ms - a.ms);
  const tried = [...new Set(open.map(({ id }) => id))].flatMap((id) => exploits.find((one) => one.id === id) ?? []);
  if (tried.length === 0) return undefined;
  const named = tried.slice(0, most);
  const titles = listed(named.map(({ title }) => titleInWords(title)));
  return `What would show whether ${titles} worked: ${named.map(({ settles }) => settles).join(' ')}`;
}
