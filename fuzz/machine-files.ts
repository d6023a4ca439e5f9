/** Many files in one fuzzed input: what stands at each path, one after the other, with a byte between two of them. */

/** No format of a machine's files needs it. */
const separator = 0x01;

export function joinedFiles(texts: Readonly<Record<string, string>>): Uint8Array {
  return new TextEncoder().encode(Object.values(texts).join(String.fromCharCode(separator)));
}

/** The pieces at these paths, in their order; the last ones are empty where there are fewer pieces. */
export function splitFiles(bytes: Uint8Array, paths: readonly string[]): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  let at = 0;
  for (const path of paths) {
    const end = bytes.indexOf(separator, at);
    files[path] = bytes.subarray(at, end < 0 ? bytes.length : end);
    at = end < 0 ? bytes.length : end + 1;
  }
  return files;
}
