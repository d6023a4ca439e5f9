/** What comes of unpacking a program that UPX packed. */

/** Something that is missing, in words for a person, and where in the packed file it broke off. */
export interface Lack {
  readonly code: 'malformed' | 'limit-bytes';
  readonly at: number;
  readonly what: string;
}

export interface UnpackedProgram {
  readonly bytes: Uint8Array;
  /** The method's name, as UPX has it. */
  readonly method: string;
  /** UPX itself would not know the file for its own. */
  readonly magicBroken: boolean;
  /** What the bytes are. */
  readonly form: 'file' | 'parts in order';
  /** Some code is left as the filter made it. */
  readonly filtered: boolean;
  readonly lacks: readonly Lack[];
}

/** `UPX!`, in this order whatever the machine. */
export const upxMagic = [0x55, 0x50, 0x58, 0x21] as const;

export function isMagic(bytes: Uint8Array, at: number): boolean {
  return upxMagic.every((byte, i) => bytes[at + i] === byte);
}
