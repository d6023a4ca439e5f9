import { command } from './encoding.fixture.ts';

/** Text that it opens and text that it leaves alone. */
export const fixture: { readonly opens: string; readonly leaves: string } = {
  opens: `x = StrReverse("${[...command].reverse().join('')}")\nShell x\n`,
  leaves: 'names = ["first name of all", "second name of all"][::-1]\nprint("reverse of the list of names")\n',
};
