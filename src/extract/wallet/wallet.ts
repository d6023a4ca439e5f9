/**
 * Wallet addresses in any bytes, in ASCII and UTF-16LE: only those whose own check holds.
 * Sees CryptoNote addresses within longer runs of letters and digits, too. Does not see: other coins' addresses glued
 * to letters or digits (to try every place of every run is dear, and with so many tries 32 bits of check are few),
 * Ethereum addresses in one case (they carry no check; a miner's configuration names them by context), wallets broken
 * across lines.
 */
import type { AddressReading } from '../../codec/address/address.ts';
import { cryptoNoteLongest, cryptoNoteShortest } from '../../codec/address/cryptonote.ts';
import { type Characters, CryptoNoteScan, cryptoNoteLengthAt, textOf } from '../../codec/address/cryptonote-scan.ts';
import { isDigest } from '../../codec/address/digest.ts';
import { addressShapes } from '../../codec/address/shapes.ts';
import { knownWallet } from '../../intel/wallets/known-wallet.ts';
import type { Run } from '../../model/anchor.ts';
import type { Wallet } from '../../model/payloads.ts';
import { defineExtractor, type Extractor, type Miss, type View } from '../../model/units.ts';
import { CandidateReader } from './candidate-reader.ts';

/** An address that stands a thousand times in a file is one fact. */
const placesPerAddress = 3;

/** An address and where it stands among a run's characters. */
interface Found {
  readonly reading: AddressReading;
  readonly start: number;
  readonly length: number;
}

export const wallet: Extractor<'wallet'> = defineExtractor({
  id: 'wallet',
  title: 'wallet addresses whose checksum holds',
  emits: ['wallet'],
  runs: addressShapes,
  *extract(view) {
    const reader = new CandidateReader(view.bytes.length);
    const places = new Map<string, number>();
    for (const run of view.runs) {
      const characters = charactersOf(view, run);
      for (const { reading, start, length } of addressesIn(characters, reader)) {
        const seen = places.get(reading.address) ?? 0;
        places.set(reading.address, seen + 1);
        if (seen >= placesPerAddress) continue;
        const { step } = characters;
        yield { kind: 'wallet', value: described(reading), offset: run.offset + start * step, length: length * step };
      }
      if (reader.exhausted) {
        yield tooMany(run.offset);
        return;
      }
    }
  },
});

function charactersOf({ bytes }: View, { offset, length, encoding }: Run): Characters {
  const step = encoding === 'utf16le' ? 2 : 1;
  return { bytes, offset, count: Math.floor(length / step), step };
}

function* addressesIn(characters: Characters, reader: CandidateReader): Generator<Found> {
  const { bytes, offset, count, step } = characters;
  if (count < cryptoNoteShortest && isDigest(bytes, offset, count, step)) return;
  const whole = count <= cryptoNoteLongest ? reader.read(textOf(characters, 0, count)) : undefined;
  if (whole) yield { reading: whole, start: 0, length: count };
  if (whole || count < cryptoNoteShortest) return;

  const scan = new CryptoNoteScan(characters);
  for (let start = scan.next(0); start >= 0 && !reader.exhausted; ) {
    const length = cryptoNoteLengthAt(characters, start);
    const reading = length > 0 ? reader.read(textOf(characters, start, length)) : undefined;
    if (reading) yield { reading, start, length };
    else reader.inVain(length > 0 ? 'text' : 'beginning');
    start = scan.next(start + (reading ? length : 1));
  }
}

/** What the address says, and what is known of it. */
function described(reading: AddressReading): Wallet {
  const fact = knownWallet(reading);
  if (!fact) return reading;
  return { ...reading, known: fact.known, knownWhy: `${fact.why}; source: ${fact.source}, ${fact.asOf}` };
}

function tooMany(offset: number): Miss {
  const what = 'too much text that begins as a wallet address does and is none: wallets from here on were passed over';
  return { gap: { code: 'limit-count', what, offset } };
}
