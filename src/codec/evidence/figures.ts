/**
 * Figures that are none: an assessor multiplies them and adds them up, and beyond these bounds a sum would be infinite
 * and a quotient nothing.
 */
const greatest = 1e30;
const least = 1e-30;

/** The first number in a value that is no figure of any case; nothing where all are. */
export function absurdFigure(value: unknown): number | undefined {
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return value === 0 || (size >= least && size <= greatest) ? undefined : value;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const part of Object.values(value)) {
    const absurd = absurdFigure(part);
    if (absurd !== undefined) return absurd;
  }
  return undefined;
}
