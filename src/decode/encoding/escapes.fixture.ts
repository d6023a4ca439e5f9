import { Buffer } from 'node:buffer';
import { command } from './encoding.fixture.ts';

/** Text that it opens and text that it leaves alone. */
export const fixture: { readonly opens: string; readonly leaves: string } = {
  opens: `eval("${[...Buffer.from(command)].map((byte) => `\\x${byte.toString(16)}`).join('')}");\n`,
  leaves: 'const escapes = { "\\x68": "h", "\\x74": "t" }; // \\x68\\x74\\x74\\x70 is http\n',
};
