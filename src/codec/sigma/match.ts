/** What is said of a rule that an event matches. */
import type { LogEvent } from '../../model/log-event.ts';
import type { Bucket, CompiledRule } from './bucket.ts';
import { reasonsFor, type SigmaReason } from './reasons.ts';
import type { SigmaRule, SigmaRuleInfo } from './rule.ts';

export interface SigmaMatch {
  readonly rule: SigmaRuleInfo;
  readonly why: readonly SigmaReason[];
}

/** Without the rules that only serve correlations. */
export function matchesOf(
  found: readonly CompiledRule[],
  bucket: Bucket,
  event: LogEvent,
  silent: ReadonlySet<SigmaRule>,
): readonly SigmaMatch[] {
  return found
    .filter(({ original }) => !silent.has(original))
    .map(({ rule }) => ({ rule: rule.info, why: reasonsFor(rule.search, event, bucket.class.aliases) }));
}
