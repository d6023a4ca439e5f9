import { readPamConfig } from '../../src/codec/pam-config/pam-config.ts';
import type { FuzzTarget } from '../target.ts';

const seeds = [
  '-auth [success=1 default=ignore] pam_unix.so nullok # c\nauth sufficient \\\n pam_permit.so\n',
  'sshd session optional pam_exec.so quiet [a b] /bin/x\n',
];

/** Whatever the text: it is read to its end, and what is read stands in it. */
export const target: FuzzTarget = {
  id: 'pam-config',
  seeds: () => seeds.map((seed) => new TextEncoder().encode(seed)),
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n').length;
    for (const withService of [true, false])
      for (const { line } of readPamConfig(text, withService))
        if (line > lines) throw new Error('a rule that does not stand in the text');
  },
};
