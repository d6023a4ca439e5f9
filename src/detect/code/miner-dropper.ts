/**
 * A script that fetches a miner and starts it. Where the very command carries a wallet (`curl … | bash -s WALLET`, as
 * set-up scripts take it), the miner is set up for that account; other accounts are another detector's.
 * Does not see: what the fetched script does in turn.
 */
import { familyName } from '../../intel/family-names.ts';
import type { Observation } from '../../model/observation.ts';
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import { askedOnly } from '../config/asked.ts';
import { byArtifact } from './by-artifact.ts';

const placesShown = 8;

export const minerDropper: Detector<'miner-code' | 'download' | 'wallet' | 'log-span'> = defineDetector({
  id: 'miner-dropper',
  title: 'A script that fetches a miner and starts it',
  stage: 'capability',
  techniques: ['T1496.001', 'T1105', 'T1059'],
  confidence: 'moderate',
  needs: ['miner-code', 'download', 'wallet', 'log-span'],
  couldBe: [
    'the owner installs a miner on purpose, by the way its authors describe',
    'an instruction or a history of commands that nothing runs',
    'a sample kept for study',
  ],
  *detect({ 'miner-code': code, download: downloads, wallet: wallets, 'log-span': spans }, context) {
    const isAsked = askedOnly(spans, context);
    const fetching = code.filter(({ value }) => value.purpose === 'fetches-miner');
    const fetched = byArtifact(downloads.filter(({ value }) => value.runs === true));
    const accounts = byArtifact(wallets.filter(isAccount));
    for (const [artifact, group] of byArtifact(fetching)) {
      const scripts = group.slice(0, placesShown).map((o) => saw(o));
      const urls = (fetched.get(artifact) ?? []).slice(0, placesShown).map((o) => saw(o));
      const isScript = context.artifact(artifact).kind === 'script';
      const paid = (accounts.get(artifact) ?? []).find((wallet) => group.some((o) => holds(o, wallet)));
      const reasons = paid ? [saw(paid, 'the wallet that the command hands over; its check holds')] : [];
      yield {
        because: all(...scripts, ...urls, ...reasons),
        title: paid ? `${titleOf(group)} for wallet ${shorten(paid.value.address)}` : titleOf(group),
        ...(paid ? setUp : {}),
        // Text of no certain form may as well describe the commands as run them.
        ...(isScript ? { confidence: 'high' as const } : {}),
        ...(isAsked(artifact) ? sent : {}),
      };
    }
  },
});

function titleOf(group: readonly Observation<'miner-code'>[]): string {
  const families = [...new Set(group.map(({ value }) => value.family))]
    .filter((family) => family !== 'unknown')
    .map(familyName);
  const what = families.length > 0 ? families.slice(0, 3).join(', ') : 'a miner';
  return `A script that fetches ${what} and starts it`;
}

const setUp: Pick<Claim, 'stage'> = { stage: 'configured' };

/** Whether the server did what it was sent is another detector's (exploit-worked). */
const sent: Pick<Claim, 'stage' | 'couldBe'> = {
  stage: 'mention',
  couldBe: ['one of the requests that every server on the internet is sent, and that came to nothing'],
};

/** Not one that the authors of software publish. */
function isAccount({ value }: Observation<'wallet'>): boolean {
  return value.checksumValid && value.known !== 'donation' && value.known !== 'example';
}

/** The wallet stands within the command that fetches. */
function holds(command: Observation<'miner-code'>, wallet: Observation<'wallet'>): boolean {
  const [start, length, at] = [command.at.offset, command.at.length, wallet.at.offset];
  return start !== undefined && length !== undefined && at !== undefined && at >= start && at < start + length;
}

function shorten(address: string): string {
  return address.length <= 44 ? address : `${address.slice(0, 12)}…${address.slice(-8)}`;
}
