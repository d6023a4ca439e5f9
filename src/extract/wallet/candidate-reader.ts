/**
 * Reads the texts of one view that may be addresses, each once, and keeps account of the work: whoever writes a file
 * of nothing but almost-addresses must not be able to stall a scan.
 */
import { type AddressReading, readAddress } from '../../codec/address/address.ts';

/** Looking at a beginning costs one unit, about half a microsecond; reading a whole text in vain costs this many. */
const textInVain = 20;
/** A view may spend this many units in vain … */
const units = 4096;
/** … and one more for so many bytes, so that time grows by some 2 ns a byte at worst. */
const bytesPerUnit = 256;
const remembered = 10_000;

export class CandidateReader {
  #left: number;
  readonly #seen = new Map<string, AddressReading | undefined>();

  constructor(bytes: number) {
    this.#left = units + Math.floor(bytes / bytesPerUnit);
  }

  /** Too much was spent in vain. */
  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** A beginning turned out to be none, or the whole text that follows it. */
  inVain(what: 'beginning' | 'text'): void {
    this.#left -= what === 'text' ? textInVain : 1;
  }

  /** What the text says if it is an address whose check holds. */
  read(text: string): AddressReading | undefined {
    if (this.#seen.has(text)) return this.#seen.get(text);
    const result = readAddress(text);
    const reading = result.status === 'ok' && result.value.checksumValid ? result.value : undefined;
    if (this.#seen.size >= remembered) this.#seen.clear();
    this.#seen.set(text, reading);
    return reading;
  }
}
