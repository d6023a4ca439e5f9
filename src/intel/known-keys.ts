/**
 * SSH keys that worms leave on the machines they break into, by their fingerprints. Only those who made the worm hold
 * the private half.
 */
import type { Provenance } from './provenance.ts';

export interface KnownKey extends Provenance {
  /** As `ssh-keygen -l` gives it. */
  readonly fingerprint: string;
  /** Who leaves it, in words. */
  readonly says: string;
}

/**
 * The key is that of the file with SHA-256 a8460f446be540410004b1a8db4083773fa46f7fe76fa84219c93daa1669f8f2, which
 * honeypots (Cowrie) report wherever it is written.
 */
export const knownKeys: readonly KnownKey[] = [
  {
    fingerprint: 'SHA256:MkYY9qiVsFGBC5WkjoClCkwEFW5iSjcGQF7m4n4H7Cw',
    says: 'the key that the mining worm Outlaw (Dota) leaves',
    source: 'honeypots’ records of the worm, as told by http://nullroute.live/research/dota-ssh-worm',
    asOf: '2026-11-23',
  },
];

export function knownKey(fingerprint: string): KnownKey | undefined {
  return knownKeys.find((known) => known.fingerprint === fingerprint);
}
