/** A story's files in a folder, and what a scan of them says. */
import { scan } from '../../src/engine/node/scan.ts';
import type { Report } from '../../src/model/report.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { writeFiles } from './files.ts';
import { type Story, weekEnds } from './story.ts';

export async function reportOn(files: Story['files'], lastMs: number = weekEnds): Promise<Report> {
  const folder = temporaryFolder();
  writeFiles(folder, files, lastMs);
  return scan([folder], { now: () => new Date(lastMs) });
}
