/** Rules of the user's own, run over every artifact. What runs them is the host's: it must be able to end them. */
import type { RuleMatch } from '../model/script-payloads.ts';
import type { Miss } from '../model/units.ts';

export interface RuleRunner {
  /** Never throws for what the bytes are; where the rules could not be run to their end, says so. */
  match(bytes: Uint8Array): Promise<readonly RuleMatch[] | Miss>;
}
