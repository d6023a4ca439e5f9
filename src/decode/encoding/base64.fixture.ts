import { command } from './encoding.fixture.ts';

const encoded = Buffer.from(command).toString('base64');

/** Text that it opens and text that it leaves alone. */
export const fixture: { readonly opens: string; readonly leaves: string } = {
  opens: `#!/bin/sh\necho ${encoded} | base64 -d | sh\n`,
  leaves: `ssh-ed25519 ${Buffer.alloc(51, 7).toString('base64')} somebody@example.com\nbase64 -d < key\n`,
};
