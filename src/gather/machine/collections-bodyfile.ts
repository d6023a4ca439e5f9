/** When inodes of the machine were changed and born, as the collector wrote down: its copies were made later. */
import { BodyFile, type FileTimes } from '../../codec/body-file/body-file.ts';
import type { MachineTree } from '../../model/machine-units.ts';
import { rawPath } from '../path.ts';
import type { TreeGaps } from './tree-gaps.ts';

const place = '/bodyfile/bodyfile.txt';
/** Of the body file: some 500,000 lines. */
const mostBytes = 64 * 1024 * 1024;

/** Read when a time is asked for first. */
export class WrittenTimes {
  readonly #collected: MachineTree;
  readonly #gaps: TreeGaps;
  #file: BodyFile | undefined;
  #isRead = false;

  constructor(collected: MachineTree, gaps: TreeGaps) {
    this.#collected = collected;
    this.#gaps = gaps;
  }

  of(path: string): FileTimes | undefined {
    if (!this.#isRead) this.#read();
    return this.#file?.find(Buffer.from(rawPath(path)));
  }

  #read(): void {
    this.#isRead = true;
    const read = this.#collected.read(place, mostBytes);
    if (read === undefined) return;
    this.#file = new BodyFile(read.bytes);
    const { left, bad } = this.#file.counts;
    if (!read.whole)
      this.#gaps.add(place, { gap: 'limit-bytes', what: 'times of files behind its first 64 MiB were not read' });
    else if (left > 0) this.#gaps.add(place, { gap: 'limit-count', what: `times of ${left} files were not read` });
    else if (bad > 0) this.#gaps.add(place, { gap: 'malformed', what: `${bad} lines are none of a body file` });
  }
}
