/**
 * zsh keeps bytes that mean something to it as 0x83 and the byte with bit 5 turned ("metafied"), also in its history.
 * Source: zsh, Src/zsh.h (`Meta`).
 */

const meta = 0x83;

export function unmetafied(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(meta)) return bytes;
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const next = bytes[at + 1];
    if (byte !== meta || next === undefined) plain[length++] = byte;
    else {
      plain[length++] = next ^ 0x20;
      at++;
    }
  }
  return plain.subarray(0, length);
}
