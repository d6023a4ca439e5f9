/** Facts on one subject with different values: a report shows both sides, whatever it makes of them. */
import type { Observation } from '../../model/observation.ts';

export interface Disagreement {
  readonly subject: string;
  /** One for each value first, so that no side is cut off. */
  readonly facts: readonly Observation<'fact'>[];
}

/** In the order in which the subjects were seen first. */
export function disagreements(observations: readonly Observation[]): Disagreement[] {
  const bySubject = new Map<string, Map<string, Observation<'fact'>[]>>();
  for (const seen of observations) {
    if (seen.kind !== 'fact') continue;
    const { subject, value } = seen.value;
    if (subject === undefined || value === undefined) continue;
    const byValue = bySubject.get(subject) ?? new Map<string, Observation<'fact'>[]>();
    bySubject.set(subject, byValue);
    const alike = byValue.get(value);
    if (alike) alike.push(seen);
    else byValue.set(value, [seen]);
  }
  return [...bySubject]
    .filter(([, byValue]) => byValue.size > 1)
    .map(([subject, byValue]) => {
      const sides = [...byValue.values()];
      return {
        subject,
        facts: [...sides.flatMap((side) => side.slice(0, 1)), ...sides.flatMap((side) => side.slice(1))],
      };
    });
}
