/**
 * How an entry is taken out where something else keeps it in memory or has built it in already: a process manager, a
 * boot image. Taking the file away is not enough there.
 */
import type { RemovalStep } from '../../model/answer.ts';
import type { Case } from '../../model/case.ts';
import type { Autostart } from '../../model/machine-payloads.ts';
import { ofKind } from '../evidence.ts';
import { shownTie } from './autostart-ties.ts';
import { byHand } from './draft.ts';
import { hashOf } from './miner-ties.ts';

/** Folders of which each file is some programs of Supervisor's and nothing else. */
const supervisorFolder = /^\/(?:etc|usr\/local\/etc|www)\/[^\0]*(?:conf\.d|supervisord?\.d|profile)\/[^/]+$/;

const ofMonit = /^\/etc\/(?:monitrc$|monit(?:\.d)?\/)/;

/** A program that a process manager keeps running. */
export function managerRemoval(value: Autostart, evidence: Case): RemovalStep[] {
  const { place, name = 'it', user } = value;
  const called = typed(name);
  if (/\/dump\.pm2(?:\.bak)?$/.test(place)) {
    const whose = user === undefined ? 'As the account that PM2 runs as' : `As ${user.slice(0, 64)}`;
    const how = called === undefined ? 'pm2 delete and its name' : `pm2 delete ${called}`;
    return [byHand(`${whose}: ${how}, then pm2 save --force. Until then PM2 starts it again; its list is ${place}.`)];
  }
  if (ofMonit.test(place)) return [byHand(`Take it out of ${place} with an editor, then: monit reload.`)];
  const sha256 = hashOf(place, evidence);
  const update = byHand('Then: supervisorctl update. Until then Supervisor starts it again.');
  if (supervisorFolder.test(place) && sha256 !== undefined && isAllMiners(place, evidence))
    return [{ do: 'delete-file', path: place, sha256 }, update];
  const section = called === undefined ? 'its section' : `the section of ${called}`;
  return [byHand(`Take ${section} out of ${place} with an editor, and leave the others.`), update];
}

/** A job of Jenkins, which writes its file itself; undefined for every other entry. */
export function jobRemoval({ mechanism, place, name = 'it' }: Autostart): RemovalStep[] | undefined {
  if (mechanism !== 'daemon-hook' || !/\/jobs\/[^\0]*\/config\.xml$/.test(place)) return undefined;
  const called = typed(name);
  const which = called === undefined ? 'the job' : `the job ${called}`;
  const says = `In Jenkins, keep a copy of ${which}, then disable it and take the step out, or delete it. Its file is ${place}; after a change by hand, reload the configuration from disk.`;
  return [byHand(says)];
}

function isAllMiners(place: string, evidence: Case): boolean {
  const there = ofKind(evidence, 'autostart').filter(({ value }) => value.place === place);
  return there.every((seen) => shownTie(seen, evidence)?.proof === 'shown');
}

/** Only a name that a person may paste as it is. */
function typed(name: string): string | undefined {
  return /^\w[\w.:-]{0,127}$/.test(name) ? name : undefined;
}

/** What is still to be done once the file or line is gone. */
export function afterwards({ mechanism, place }: Autostart): RemovalStep[] {
  if (mechanism !== 'boot-hook') return [];
  if (/initramfs|mkinitcpio|dracut/.test(place)) {
    const how = 'update-initramfs -u -k all (Debian), dracut --regenerate-all --force (Fedora), mkinitcpio -P (Arch)';
    return [byHand(`Then build the boot images anew, since they may hold it: ${how}.`)];
  }
  if (/grub/.test(place)) {
    const how = 'update-grub (Debian), grub2-mkconfig -o /boot/grub2/grub.cfg (Fedora)';
    return [byHand(`Then write the boot menu anew, since it may hold it: ${how}.`)];
  }
  return [];
}
