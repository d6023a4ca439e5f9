/** Accounts for the fixtures of this folder: published donation and example addresses, the 2018 case's, a made-up one. */
export const wallet: string =
  '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
export const integrated: string =
  '4JUdGzvrMFDWrUUwY3toJATSeNwjn54LkCnKBPRzDuhzi5vSepHfUckJNxRL2gjkNrSqtCoRUrEDAgRwsQvVCjZbRy5YeFCqgoUMnzumvS';
export const paymentId: string = '4464313cf611b3b8';
/** In one case, so without a check. */
export const ether: string = '0x00112233445566778899aabbccddeeff00112233';
export const bitcoin: string = '1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2';

/** The text as UTF-16LE, as .NET and PowerShell keep it. */
export function wide(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((character) => [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8]),
  );
}

/** Strings as a .NET user-string heap holds them: a length, UTF-16LE, a closing byte. */
export function stringHeap(strings: readonly string[]): Uint8Array {
  const blobs = strings.flatMap((text) => {
    const length = 2 * text.length + 1;
    const prefix = length < 128 ? [length] : [128 | (length >> 8), length & 255];
    return [...prefix, ...wide(text), 0];
  });
  return Uint8Array.from([0, ...blobs]);
}

/** Text between bytes that are none, as in a program. */
export function inBinary(text: string): Uint8Array {
  const bytes = Uint8Array.from([...text].map((character) => character.charCodeAt(0) & 255));
  return Uint8Array.from([127, 69, 76, 70, 2, 1, 1, 0, 0, 200, 3, 0, ...bytes, 0, 0, 1, 2, 255, 254]);
}
