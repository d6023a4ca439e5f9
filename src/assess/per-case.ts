/** Indicators ask the same of a case again and again; a case of tens of thousands of observations is walked once. */
import type { Case } from '../model/case.ts';

/** The same answer for the same case, worked out when it is first asked for. Forgotten with the case. */
export function perCase<T>(take: (evidence: Case) => T): (evidence: Case) => T {
  const taken = new WeakMap<Case, { readonly value: T }>();
  return (evidence) => {
    let known = taken.get(evidence);
    if (known === undefined) {
      known = { value: take(evidence) };
      taken.set(evidence, known);
    }
    return known.value;
  };
}
