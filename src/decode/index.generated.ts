// Written by `npm run generate`: do not edit.
import type { Decoder } from '../model/units.ts';
import { asar } from './archive/asar.ts';
import { cpio } from './archive/cpio.ts';
import { deb } from './archive/deb.ts';
import { gzip } from './archive/gzip.ts';
import { lz4 } from './archive/lz4.ts';
import { selfExtractingScript } from './archive/self-extracting-script.ts';
import { sevenZip } from './archive/seven-zip.ts';
import { tar } from './archive/tar.ts';
import { zip } from './archive/zip.ts';
import { zstd } from './archive/zstd.ts';
import { tcpStreams } from './capture/tcp-streams.ts';
import { compoundFile } from './document/compound-file.ts';
import { mail } from './document/mail.ts';
import { base64Text } from './encoding/base64-text.ts';
import { base64 } from './encoding/base64.ts';
import { escapes } from './encoding/escapes.ts';
import { hexText } from './encoding/hex-text.ts';
import { hex } from './encoding/hex.ts';
import { reversed } from './encoding/reversed.ts';
import { rollingXor } from './encoding/rolling-xor.ts';
import { utf16 } from './encoding/utf-16.ts';
import { xor } from './encoding/xor.ts';
import { zlib } from './encoding/zlib.ts';
import { programParts } from './executable/program-parts.ts';
import { pyinstaller } from './executable/pyinstaller.ts';
import { upx } from './executable/upx.ts';
import { containerImage } from './image/container-image.ts';
import { journalFile } from './log/journal-file.ts';
import { javascriptFold } from './script/javascript-fold.ts';
import { powershellFold } from './script/powershell-fold.ts';
import { pythonFold } from './script/python-fold.ts';
import { shellFold } from './script/shell-fold.ts';
import { vbscriptFold } from './script/vbscript-fold.ts';

/** Every unit of this stage. */
export const decoders: readonly Decoder[] = [
  asar,
  cpio,
  deb,
  gzip,
  lz4,
  selfExtractingScript,
  sevenZip,
  tar,
  zip,
  zstd,
  tcpStreams,
  compoundFile,
  mail,
  base64Text,
  base64,
  escapes,
  hexText,
  hex,
  reversed,
  rollingXor,
  utf16,
  xor,
  zlib,
  programParts,
  pyinstaller,
  upx,
  containerImage,
  journalFile,
  javascriptFold,
  powershellFold,
  pythonFold,
  shellFold,
  vbscriptFold,
];
