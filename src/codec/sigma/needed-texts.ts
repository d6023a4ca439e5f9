/** Which texts a log's raw lines must hold for any rule to match, so that all other lines need not be taken apart. */
import type { LogSource } from '../../model/log-event.ts';
import type { CompiledRule } from './bucket.ts';
import { neededLeaves } from './compiled.ts';
import { logClass, looksAt } from './log-source.ts';
import { categoriesById } from './log-source-tables.ts';

/** Characters that no format escapes, so that they stand in a raw line as in the value. */
const plain = /[a-z0-9._-]{4,}/g;

/**
 * In lower case; undefined where some rule has none. A log that encodes values (auditd's hexadecimal arguments, `%20`)
 * must be decoded before it is searched.
 */
export function neededTextsOf(
  rules: readonly CompiledRule[],
  source: LogSource | undefined,
): readonly string[] | undefined {
  const texts = new Set<string>();
  for (const { rule, node } of rules) {
    if (source && !mayLookAt(rule.logSource, source)) continue;
    const leaves = neededLeaves(node);
    if (!leaves) return undefined;
    for (const { test } of leaves)
      for (const { key = '' } of test.kind === 'values' ? test.tests : []) {
        const text = longestPlain(key);
        if (text === undefined) return undefined;
        texts.add(text);
      }
  }
  return [...texts];
}

function longestPlain(key: string): string | undefined {
  const pieces = key.match(plain) ?? [];
  return pieces.reduce<string | undefined>(
    (best, piece) => (piece.length > (best?.length ?? 0) ? piece : best),
    undefined,
  );
}

/** True where some event of the source may be one that the rule looks at. */
function mayLookAt(rule: LogSource, source: LogSource): boolean {
  const ids = Object.keys(categoriesById[`${source.product}/${source.service}`] ?? {});
  return ['', ...ids].some((id) => looksAt(rule, logClass(source, id)));
}
