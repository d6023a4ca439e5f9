import { expect, test } from 'vitest';
import { familyName } from './family-names.ts';

test.each([
  ['xmrig', 'XMRig'],
  ['lolminer', 'lolMiner'],
  ['cpuminer', 'cpuminer'],
  ['of nobody', 'of nobody'],
])('%s is written %s', (family, name) => expect(familyName(family)).toBe(name));
