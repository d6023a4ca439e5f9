import { readKnownHosts } from '../../src/codec/known-hosts/known-hosts.ts';
import { sshKeyText } from '../../tests/ssh-key-text.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [`@revoked a.example.com,192.0.2.1 ${sshKeyText(1)} c\n`, `|1|YQ==|YQ== ${sshKeyText(2)}\n`];

/** Whatever the text: it is read to its end, and what is read stands in it. */
export const target: FuzzTarget = {
  id: 'known-hosts',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    for (const name of readKnownHosts(text).names)
      if (!text.includes(name)) throw new Error('a name that does not stand in the text');
  },
};
