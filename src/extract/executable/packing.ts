/**
 * Signs that a program is packed: its code stands compressed or encrypted in it and is unfolded when it starts.
 * Sources: the packers' own section names; entropy of packed code: R. Lyda, J. Hamrock, "Using Entropy Analysis to
 * Find Encrypted and Packed Malware" (IEEE Security & Privacy, 2007).
 * Does not see: packers that spread their load thin, or keep it in data or resources. Games and installers are packed,
 * too: it is a lead, not an accusation.
 */
import { entropy, packedEntropy } from '../../codec/entropy/entropy.ts';

/** A stretch of a program as far as packing is told by it. */
export interface CodeSection {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly executable: boolean;
  /** Bytes in memory. */
  readonly memorySize: number;
}

/** Names of sections by which a packer is known, in small letters. */
const packerNames: readonly (readonly [RegExp, string])[] = [
  [/^upx[0-9!]/, 'UPX'],
  [/^\.?aspack$|^\.adata$/, 'ASPack'],
  [/^\.vmp[0-9]/, 'VMProtect'],
  [/^\.?themida$|^\.winlice/, 'Themida'],
  [/^\.mpress[12]/, 'MPRESS'],
  [/^\.?petite$/, 'Petite'],
  [/^\.?nsp[0-9]/, 'NsPack'],
  [/^pec(ompact)?[12]?$/, 'PECompact'],
  [/^\.enigma[12]/, 'Enigma'],
];

/** Shorter stretches say nothing, and looking at more than this of one changes nothing. */
const leastBytes = 4_096;
const mostBytes = 1024 * 1024;
/** What a loader needs by itself. */
const fewFunctions = 25;

/**
 * What speaks for packing, in words; empty where too little does.
 * @param functions how many functions it imports; undefined where the format does not tell
 */
export function packingSigns(sections: readonly CodeSection[], functions?: number): string[] {
  const names = sections.flatMap(({ name }) => packerOf(name) ?? []);
  const signs = [...new Set(names)].map((packer) => `a section named as ${packer} names it`);
  const dense = sections.find(isDenseCode);
  if (dense)
    signs.push(`code in ${dense.name || 'a section'} as dense as compressed data (${bitsOf(dense.bytes)} bits a byte)`);
  const empty = sections.find(
    ({ executable, bytes, memorySize }) => executable && bytes.length === 0 && memorySize > 0,
  );
  if (empty) signs.push(`room for code in ${empty.name || 'a section'} that the file leaves empty`);
  if (functions !== undefined && functions > 0 && functions <= fewFunctions && (dense || empty))
    signs.push(`only ${functions} imported functions`);
  return names.length > 0 || dense !== undefined ? signs : [];
}

function packerOf(name: string): string | undefined {
  return packerNames.find(([form]) => form.test(name.toLowerCase()))?.[1];
}

function isDenseCode({ executable, bytes }: CodeSection): boolean {
  return executable && bytes.length >= leastBytes && entropy(bytes.subarray(0, mostBytes)) >= packedEntropy;
}

/** To one decimal. */
function bitsOf(bytes: Uint8Array): string {
  return entropy(bytes.subarray(0, mostBytes)).toFixed(1);
}
