/** docs/calibration.md has two parts, each measured and written by a section of the bench of its own. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export const calibrationPath = 'docs/calibration.md';

/** Stands before the second part. */
const border = '\n<!-- what follows: npm run bench -- cadence -->\n';

type Part = 'weighing' | 'cadence';

/** Replaces one part and leaves the other. */
export function writeCalibration(part: Part, text: string): void {
  const page = existsSync(calibrationPath) ? readFileSync(calibrationPath, 'utf8') : '';
  const at = page.indexOf(border);
  const [weighing, cadence] = at < 0 ? [page, ''] : [page.slice(0, at), page.slice(at + border.length)];
  const parts = part === 'weighing' ? [text, cadence] : [weighing, text];
  writeFileSync(calibrationPath, parts.join(border));
}
