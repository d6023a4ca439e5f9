/** Miners as their makers write their names, for sentences. Sources: each project's own pages. */
import { minerNames } from './terms.ts';

const spelled: ReadonlyMap<string, string> = new Map([
  ...minerNames.map(({ text }) => [text.toLowerCase(), text] as const),
  ['xmrig', 'XMRig'],
  ['xmrigcc', 'XMRigCC'],
  ['gminer', 'GMiner'],
  ['nbminer', 'NBMiner'],
  ['miniz', 'miniZ'],
  ['p2pool', 'P2Pool'],
]);

/** `XMRig` for `xmrig`; a name that is not known stands as it is. */
export function familyName(family: string): string {
  return spelled.get(family.toLowerCase()) ?? family;
}
