// Written by `npm run generate`: do not edit.
import type { Decoder } from '../model/units.ts';
import { zip } from './archive/zip.ts';
import { tcpStreams } from './capture/tcp-streams.ts';
import { hexText } from './encoding/hex-text.ts';

/** Every unit of this stage. */
export const decoders: readonly Decoder[] = [
  zip,
  tcpStreams,
  hexText,
];
