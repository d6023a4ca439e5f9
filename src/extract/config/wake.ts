/** What the extractors of configurations share: what wakes them, and what their finds are called. */
import { readAddress } from '../../codec/address/address.ts';
import { isDigest } from '../../codec/address/digest.ts';
import type { Run } from '../../model/anchor.ts';
import type { ArtifactKind } from '../../model/artifact.ts';
import type { MiningConfig } from '../../model/payloads.ts';

/** The longest address there is, with room. */
const longestAddress = 120;

/** A run that is an address and nothing else, as it stands in a login. */
export function isWalletRun(bytes: Uint8Array, run: Run): boolean {
  const step = run.encoding === 'ascii' ? 1 : 2;
  if (run.length / step > longestAddress || isDigest(bytes, run.offset, run.length / step, step)) return false;
  let text = '';
  for (let at = run.offset; at < run.offset + run.length; at += step) text += String.fromCharCode(bytes[at] ?? 0);
  // `-u4…`: the flag's letter belongs to the run.
  const glued = bytes[run.offset - step] === 0x2d;
  return readAddress(text).status === 'ok' || (glued && readAddress(text.slice(1)).status === 'ok');
}

export function configSource(kind: ArtifactKind): MiningConfig['source'] {
  return embeddedSource(kind) ?? 'json';
}

export function commandSource(kind: ArtifactKind): MiningConfig['source'] {
  return embeddedSource(kind) ?? 'argv';
}

function embeddedSource(kind: ArtifactKind): MiningConfig['source'] | undefined {
  if (kind === 'executable') return 'binary';
  return kind === 'script' || kind === 'page' ? kind : undefined;
}
