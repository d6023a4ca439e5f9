/** How many items there are of each kind, in a sentence for somebody whose machine is hot. */
import type { ReachItem } from '../../model/answer.ts';
import { counted, listed } from '../words.ts';

const kinds: readonly (readonly [what: ReachItem['what'], one: string, many: string])[] = [
  ['container', 'container', 'containers'],
  ['autostart', 'entry that starts it again', 'entries that start it again'],
  ['process', 'process', 'processes'],
  ['file', 'file', 'files'],
  ['setting', 'setting', 'settings'],
  ['access', 'way to log in again', 'ways to log in again'],
  ['system-file', 'file of the system', 'files of the system'],
  ['package', 'package', 'packages'],
];

/** Empty where there is nothing to tell. */
export function itemsInWords(items: readonly ReachItem[]): string {
  const shown = items.filter(({ proof }) => proof === 'shown');
  const likely = items.filter(({ proof }) => proof === 'likely');
  const secrets = items.filter(({ what }) => what === 'secret').length;
  const sentences = [
    shown.length > 0 && `On this machine the evidence ties to it: ${countedKinds(shown)}.`,
    likely.length > 0 &&
      `${shown.length === 0 ? 'Perhaps its own' : 'Beside it'}: ${countedKinds(likely)}; look before you remove ${likely.length === 1 ? 'it' : 'them'}.`,
    secrets > 0 &&
      `${shown.length === 0 ? 'If it ran, ' : ''}${counted(secrets, 'file')} with secrets stood within its reach: change the secrets.`,
    items.some(({ what }) => what === 'machine') && 'What else was changed cannot be known: build the machine anew.',
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ');
}

function countedKinds(items: readonly ReachItem[]): string {
  const parts = kinds.flatMap(([what, one, many]) => {
    const count = items.filter((item) => item.what === what).length;
    return count === 0 ? [] : counted(count, one, many);
  });
  return listed(parts.length === 0 ? [counted(items.length, 'thing')] : parts, kinds.length);
}
