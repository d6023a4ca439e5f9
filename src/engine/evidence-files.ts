/**
 * Which evidence files may speak. An analyst's file is one that was named, or one that looks like notes and stands
 * directly in a folder that was named; one found deeper, in an archive or on standard input may be anyone's, so its
 * facts are not taken and it is examined as any other file. Of an accepted file nothing but its facts counts: its own
 * words are no trace of mining.
 * Does not see: who wrote a file that stands beside the samples.
 */
import type { Gap } from '../model/gap.ts';
import type { Examined, Seen, SeenArtifact } from './ledger.ts';

/** The extractor whose sightings are an analyst's. */
const analyst = 'analyst-evidence';

const notNamed: Pick<Gap, 'code' | 'what'> = {
  code: 'not-supported',
  what: 'an evidence file that nobody named: its facts were not taken; name it on the command line to take them',
};

/** What one source gave, without the facts that may not be taken. `inputs` as they were written. */
export function weedEvidence(examined: Examined, inputs: readonly string[]): Examined {
  const files = [...new Set(examined.seen.filter(({ by }) => by === analyst).map(({ artifact }) => artifact))];
  if (files.length === 0) return examined;
  const accepted = files.find((file) => isAccepted(examined, file, inputs));
  const refused = files.filter((file) => file !== accepted);
  const keeps = ({ artifact, by }: Seen): boolean => (by === analyst) === (artifact === accepted);
  return {
    ...examined,
    artifacts: examined.artifacts.map((found, i) => (i === accepted ? { ...found, kind: 'evidence' as const } : found)),
    seen: examined.seen.filter(keeps),
    gaps: [...examined.gaps, ...refused.map((artifact) => ({ artifact, ...notNamed }))],
  };
}

function isAccepted({ artifacts }: Examined, index: number, inputs: readonly string[]): boolean {
  const file = artifacts[index];
  if (file === undefined || file.parent !== undefined) return false;
  // What came on standard input is called so, and nobody can tell it from a file of that name.
  if (file.name === 'stdin' && inputs.includes('-')) return false;
  return inputs.includes(file.name) || (looksLikeNotes(file) && standsIn(file.name, inputs));
}

/** A text can be of the form and yet be a script that a shell runs; whoever names it knows what it is. */
function looksLikeNotes({ name, kind }: SeenArtifact): boolean {
  return /\.(ya?ml|json)$/i.test(name) && kind !== 'script' && kind !== 'page';
}

/** Whether a folder that a file stands directly in was named. */
export function standsIn(file: string, inputs: readonly string[]): boolean {
  // Files in folders were found by joining names, so one sign alone parts them; a Unix name may hold a backslash.
  const sign = file.includes('/') ? '/' : '\\';
  const folder = file.slice(0, Math.max(0, file.lastIndexOf(sign)));
  const found = folder === '' && !file.startsWith(sign) ? [] : folder.split(sign);
  return inputs.some((input) => input !== '-' && sameParts(found, partsOf(input, sign)));
}

/** A path as a folder's files show it: without `.`, doubled signs and those at its end, `..` taken back. */
function partsOf(input: string, sign: '/' | '\\'): string[] {
  const parts: string[] = [];
  for (const [i, part] of input.split(sign === '/' ? '/' : /[\\/]/).entries()) {
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') {
      if (last !== '') parts.pop();
    } else if (part !== '.' && (part !== '' || i === 0)) parts.push(part);
  }
  return parts;
}

function sameParts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
