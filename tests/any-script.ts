/** Texts that begin like scripts and go on like anything. */
import fc from 'fast-check';

/** @param commands that the unit under test looks for */
export function anyScript(...commands: readonly string[]): fc.Arbitrary<string> {
  const pieces = fc.constantFrom(...commands, ' | ', '"', "'", '\n', '<<A', '\nA\n', '$(', ')', '\\', '>');
  return fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 }))).map((parts) => parts.join(''));
}
