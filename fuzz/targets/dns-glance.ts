/** DNS messages at a glance: places of names and addresses lie within the message, and no name is longer than names are. */
import { DnsGlance, labelText, nameText } from '../../src/codec/network/dns-glance.ts';
import { join, numbers, text } from '../../tests/make-capture.ts';
import type { FuzzTarget } from '../target.ts';

const question = join(text('\x04pool\x07example\0'), numbers(2, false, 1, 1));
const address = join([0xc0, 12], numbers(2, false, 1, 1, 0, 60, 4), [1, 2, 3, 4]);
const alias = join(text('\x04pool\xc0\x11'), numbers(2, false, 5, 1, 0, 60, 2), [0xc0, 12]);

export const target: FuzzTarget = {
  id: 'dns-glance',
  seeds: () => [
    join(numbers(2, false, 7, 0x0100, 1, 0, 0, 0), question),
    join(numbers(2, false, 7, 0x8180, 1, 3, 0, 0), question, alias, address, address),
  ],
  run(bytes) {
    const glance = new DnsGlance();
    if (!glance.read(bytes, 0, bytes.length)) return;
    const { nameAt, nameEnd, addresses } = glance;
    if (nameAt < 12 || nameEnd > bytes.length || nameEnd <= nameAt) throw new Error('a name outside the message');
    if (!/^[\x21-\x7e]+$/.test(nameText(bytes, nameAt, nameEnd))) throw new Error('a name that is no text');
    for (let i = 0; i < addresses; i++)
      if ((glance.addressAt[i] ?? 0) + (glance.addressLength[i] ?? 0) > bytes.length)
        throw new Error('an address outside the message');
    for (let i = 0; i < glance.aliases; i++) {
      const labels = glance.labelAt.subarray(0, glance.spell(bytes, glance.aliasAt[i] ?? 0, bytes.length));
      const text = Array.from(labels, (label) => labelText(bytes, label, bytes.length)).join('.');
      if (text.length > 255) throw new Error('a name that is too long');
    }
  },
};
