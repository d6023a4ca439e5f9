/** Rules and events for tests, as short as they can be. */
import { readSigmaRules } from '../src/codec/sigma/read-rules.ts';
import type { SigmaRule } from '../src/codec/sigma/rule.ts';
import { compileSigma, type SigmaSet } from '../src/codec/sigma/sigma-set.ts';
import type { LogEvent, LogValue } from '../src/model/log-event.ts';

/** The rules of a text, which must be right. */
export function sigmaRules(
  source: string,
  placeholders?: ReadonlyMap<string, readonly string[]>,
): readonly SigmaRule[] {
  const { rules, mistakes } = readSigmaRules(source, 'test.yml', placeholders);
  if (mistakes.length > 0) throw new Error(mistakes.map(({ what }) => what).join('\n'));
  return rules;
}

/** One rule, for any event of the product linux, with a detection in YAML. */
export function sigmaRule(detection: string, title = 'a'): string {
  return `title: ${title}\nlogsource: {product: linux}\ndetection:\n${detection.replaceAll(/^/gm, '  ')}\n`;
}

export function sigmaSet(...sources: readonly string[]): SigmaSet {
  const set = compileSigma(sources.flatMap((source) => sigmaRules(source)));
  if (set.mistakes.length > 0) throw new Error(set.mistakes.map(({ what }) => what).join('\n'));
  return set;
}

export function linuxEvent(fields: Readonly<Record<string, LogValue>>, text = '', ms?: number): LogEvent {
  return { source: { product: 'linux' }, fields, text, ...(ms === undefined ? {} : { time: { ms } }) };
}
