/** A story's files, written to a folder. */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Story } from './story.ts';

/** Written as if the logs had ended with the week: files' own times say which year a log without one is of. */
export function writeFiles(folder: string, files: Story['files'], lastMs: number): void {
  for (const [path, content] of Object.entries(files)) {
    const place = join(folder, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    utimesSync(place, lastMs / 1000, lastMs / 1000);
  }
}
