/** A story's files in a folder, and what a scan of them says. */
import { scan } from '../../src/engine/node/scan.ts';
import type { Report } from '../../src/model/report.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { writeFiles } from './files.ts';
import { type Story, weekEnds } from './story.ts';

/** A scan of several sets of files, each with the time at which its logs end. */
export async function reportOnAll(sets: readonly { files: Story['files']; ends: number }[]): Promise<Report> {
  const folder = temporaryFolder();
  for (const { files, ends } of sets) writeFiles(folder, files, ends);
  const last = Math.max(...sets.map(({ ends }) => ends));
  return scan([folder], { now: () => new Date(last) });
}

export function reportOn(files: Story['files'], ends: number = weekEnds): Promise<Report> {
  return reportOnAll([{ files, ends }]);
}
