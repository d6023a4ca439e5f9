/** Texts that are kept after the log that they stand in has gone by. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** At most so many units of a text, copied: what is cut out of a line would keep the whole line in memory. */
export function ownText(text: string, most: number): string {
  return decoder.decode(encoder.encode(text.slice(0, most)));
}
