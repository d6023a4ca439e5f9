/**
 * Names of streams in MSI packages: two characters of a name stand in one of U+3800 to U+47FF, one in U+4800 to U+483F,
 * and U+4840 begins the name of a table.
 * Source: msitools, libmsi/table.c (`decode_streamname`), after what Windows Installer writes.
 */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';

/** The name in plain characters; any other name as it is. */
export function msiName(name: string): string {
  return name.replace(/[\u3800-\u4840]/g, (character) => {
    const code = character.charCodeAt(0) - 0x3800;
    if (code === 0x1040) return '!';
    if (code >= 0x1000) return alphabet.charAt(code - 0x1000);
    return alphabet.charAt(code & 0x3f) + alphabet.charAt(code >> 6);
  });
}
