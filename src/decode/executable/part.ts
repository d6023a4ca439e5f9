/** A stretch of a program that stands for itself: a file that somebody built in or put behind it. */
export interface Part {
  /** `overlay@0x4000`, `resource RCDATA/101/1033`. */
  readonly name: string;
  readonly at: number;
  readonly end: number;
  /** It stands wherever the builder liked, so that a file may begin further on in it. */
  readonly loose?: true;
  /** It is a raw DEFLATE stream, which has no mark of its own. */
  readonly deflated?: true;
}

export const overlayPart = ({ at, end }: { at: number; end: number }): Part => ({
  name: `overlay@0x${at.toString(16)}`,
  at,
  end,
  loose: true,
});
