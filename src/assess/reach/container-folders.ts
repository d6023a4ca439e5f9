/** Which container a file of the machine stands in, by the folder that the runtime keeps for it. */
import type { Case } from '../../model/case.ts';
import { ofKind } from '../evidence.ts';

/** The container's name, or its id. */
export function containerHolding(path: string, evidence: Case): string | undefined {
  for (const { value } of ofKind(evidence, 'container'))
    if (value.files !== undefined && value.files.length > 1 && path.startsWith(`${value.files}/`))
      return value.name ?? value.id;
  return undefined;
}
