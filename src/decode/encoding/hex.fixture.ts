import { Buffer } from 'node:buffer';
import { command } from './encoding.fixture.ts';

/** Text that it opens and text that it leaves alone. */
export const fixture: { readonly opens: string; readonly leaves: string } = {
  opens: `import binascii\nexec(binascii.unhexlify("${Buffer.from(command).toString('hex')}"))\n`,
  leaves: `sha256 = unhexlify("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")\n`,
};
