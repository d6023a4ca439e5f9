/** Facts on one subject that give different values: both are kept, and both are shown with their grades. */

import type { Fact } from '../../model/analyst-payloads.ts';
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';
import { cut } from '../long-names.ts';

/** Subjects that are told; the rest stands in the report's observations. */
const mostTold = 5;
const mostValues = 4;

export function contradictions(evidence: Case): string[] {
  const bySubject = new Map<string, Map<string, Fact>>();
  for (const { value: fact } of ofKind(evidence, 'fact')) {
    if (fact.subject === undefined || fact.value === undefined) continue;
    const values = bySubject.get(fact.subject) ?? new Map<string, Fact>();
    if (!values.has(fact.value)) values.set(fact.value, fact);
    bySubject.set(fact.subject, values);
  }
  const told = [...bySubject].filter(([, values]) => values.size > 1);
  const lines = told
    .slice(0, mostTold)
    .map(([subject, values]) => `The sources disagree on ${cut(subject)}: ${valuesOf([...values.values()])}.`);
  return told.length > mostTold
    ? [...lines, `The sources disagree on ${told.length - mostTold} more subjects.`]
    : lines;
}

function valuesOf(facts: readonly Fact[]): string {
  const said = facts.slice(0, mostValues).map(({ value = '', provenance: { source, reliability, credibility } }) => {
    return `“${cut(value)}” by ${cut(source)} (${reliability}${credibility})`;
  });
  const more = facts.length - said.length;
  return more > 0 ? `${said.join('; ')}; and ${more} more` : said.join('; ');
}
