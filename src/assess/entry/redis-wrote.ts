/** What cron or sshd reads, written by Redis itself: only somebody at its port has it do so. When it was, no entry says. */
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import type { Sight } from '../../model/question-table.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';

/** Admiralty's “possibly true”: it may have been somebody else, who came for something else. */
const possibly = 3;

export function* redisWrote(evidence: Case): Generator<Sight> {
  const entries = ofKind(evidence, 'autostart').filter(({ value }) => value.why.includes('written-by-redis'));
  const first = entries.find(({ value }) => bringsMiner(value)) ?? entries[0];
  if (first === undefined) return;
  const others = entries.filter((entry) => entry !== first);
  const says = `Redis wrote ${cut(first.value.place)}, as it does for whoever reaches it without a password`;
  yield { observation: first, with: others, says, ...(bringsMiner(first.value) ? {} : { credibility: possibly }) };
}

function bringsMiner({ mines, carries }: Autostart): boolean {
  return mines === true || carries === 'miner' || carries === 'download';
}
