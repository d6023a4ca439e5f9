/** The words of the command line. Node makes U+FFFD of every byte that is no UTF-8, and no file is called that. */
import { readFileSync } from 'node:fs';
import { pathText } from '../../gather/path.ts';

/** Without the program and its script; Linux remembers the bytes, elsewhere they are as Node gives them. */
export function commandLine(argv: readonly string[], rawFile = '/proc/self/cmdline'): readonly string[] {
  const words = argv.slice(2);
  if (!words.some((word) => word.includes('\ufffd'))) return words;
  try {
    const raw = readFileSync(rawFile);
    return splitAtZeros(raw).slice(-words.length).map(pathText);
  } catch {
    return words;
  }
}

/** Each word ends with a zero. */
function splitAtZeros(bytes: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const zero = bytes.indexOf(0, at);
    const end = zero < 0 ? bytes.length : zero;
    words.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return words;
}
