/**
 * What the timestamp in a PE header can mean. Linkers write the time of the build, zero, a constant of their own, or
 * a hash of the content; who builds malware may write anything.
 * Sources: Microsoft "PE Format" (TimeDateStamp, IMAGE_DEBUG_TYPE_REPRO); .NET System.Reflection.Metadata,
 * BlobContentId.FromHash, which sets the top bit of the hash that it writes in place of a time.
 * Does not know the present: whether a time lies in the future is for the reader of the report, who has a clock.
 */

export interface CompileTime {
  /** UTC, only where the four bytes can be a time. */
  readonly time?: Date;
  /** What they are, in words. */
  readonly reading: string;
}

const delphiConstant = 0x2a425e19;
/** Windows NT 3.1 came out on 1993-07-27, and the format with it. */
const formatBorn = Date.UTC(1993, 6, 27) / 1000;

/** Reads a timestamp of `seconds`, as unsigned 32 bits. */
export function readCompileTime(seconds: number, reproducible: boolean): CompileTime {
  if (reproducible) return { reading: "a hash of the content, by the linker's own mark (reproducible build)" };
  if (seconds === 0) return { reading: 'not set' };
  if (seconds === 0xffffffff) return { reading: 'all bits set, not a time' };
  if (seconds === delphiConstant) return { reading: 'the constant that older Delphi linkers write, not a time' };
  if (seconds < formatBorn) return { reading: 'before the format existed, so not a time' };
  if (seconds >= 0x80000000) return { reading: 'after 2038, as the hash of a deterministic .NET build, not a time' };
  return { time: new Date(seconds * 1000), reading: 'a time' };
}
