/** What the sieve looks for and what it finds. */

/**
 * Ways in which a text may be hidden and yet be found without undoing them first. `base64` in any of its three phases,
 * `base64-utf16le` of the text's UTF-16LE (PowerShell's -EncodedCommand), `hex` in either case, `reversed`, and `xor`
 * with any one key byte.
 */
export type Disguise = 'base64' | 'base64-utf16le' | 'hex' | 'reversed' | 'xor';

export type Encoding = 'ascii' | 'utf16le' | Disguise;

/** A literal that wakes a unit. Printable ASCII, 5 bytes at least; 7 or more are cheaper. */
export interface Anchor {
  readonly text: string;
  /** Match ASCII letters in either case. */
  readonly fold?: boolean;
}

/** One place where an anchor stands. Offsets are bytes from the start of the view's bytes. */
export interface Hit {
  readonly anchor: string;
  readonly offset: number;
  /** Bytes: twice the text's length in UTF-16LE. */
  readonly length: number;
  readonly encoding: Encoding;
  /** The key byte, where the encoding is `xor`. */
  readonly key?: number;
}

/**
 * What a wallet looks like from afar. The sieve gives back each maximal run of ASCII letters and digits that fits a
 * declared shape; what the run really holds is for the extractor to check.
 */
export interface RunShape {
  readonly alphabet: 'alphanumeric' | 'base58' | 'bech32' | 'hex';
  /** Characters; 26 or more. */
  readonly shortest: number;
  /** Characters. With it the shape must fill the whole run; without it a stretch within the run is enough. */
  readonly longest?: number;
  /** Characters a run of this shape may begin with; any if absent. Only looked at where the shape fills the run. */
  readonly first?: string;
}

/** A wallet-shaped run. Offsets and lengths are bytes. */
export interface Run {
  readonly offset: number;
  readonly length: number;
  readonly encoding: Encoding;
}
