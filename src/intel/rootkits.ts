/**
 * Public rootkits, by the names that their own build files (Makefile, Kbuild) give their libraries and modules.
 * Left out: names that are words of other things, too (`rootkit`, `hide`).
 */
import type { Provenance } from './provenance.ts';

export interface KnownRootkit extends Provenance {
  /** Of a file or module, lower case, without `.so` or `.ko`. */
  readonly name: string;
  readonly form: 'library' | 'module';
}

const asOf = '2026-11-23';

export const knownRootkits: readonly KnownRootkit[] = [
  { name: 'libprocesshider', form: 'library', source: 'https://github.com/gianlucaborello/libprocesshider', asOf },
  { name: 'diamorphine', form: 'module', source: 'https://github.com/m0nad/Diamorphine', asOf },
  { name: 'reptile', form: 'module', source: 'https://github.com/f0rb1dd3n/Reptile', asOf },
  { name: 'reptile_module', form: 'module', source: 'https://github.com/f0rb1dd3n/Reptile', asOf },
  { name: 'suterusu', form: 'module', source: 'https://github.com/mncoppola/suterusu', asOf },
];

export function knownRootkit(name: string): KnownRootkit | undefined {
  const plain = name.toLowerCase().replace(/\.(?:so|ko)\b.*$/, '');
  return knownRootkits.find((known) => known.name === plain || `lib${known.name}` === plain);
}
