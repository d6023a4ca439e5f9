import type { Forgeability } from '../../model/provenance.ts';

const byCost: readonly Forgeability[] = ['cheap', 'moderate', 'dear', 'none'];

/** What takes both facts is planted by planting the cheaper. */
export function weaker(a: Forgeability, b: Forgeability): Forgeability {
  return byCost.indexOf(a) <= byCost.indexOf(b) ? a : b;
}
