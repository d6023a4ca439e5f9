/**
 * A script in a web server's folder that runs what a request tells it (a web shell): whoever knows its address runs
 * commands as the web server.
 * Does not claim: that anybody called it; a log of requests would show.
 */
import { type Detector, defineDetector, saw } from '../../model/units.ts';
import { cut, plain } from './process-words.ts';

const mostClaims = 50;

export const webShell: Detector<'file-trace'> = defineDetector({
  id: 'web-shell',
  title: 'A file in the web root runs what a request tells it',
  stage: 'mention',
  techniques: ['T1505.003'],
  confidence: 'moderate',
  needs: ['file-trace'],
  couldBe: ["an administrator's own tool", 'a part of a program that evaluates templates or plug-ins'],
  *detect({ 'file-trace': files }) {
    const shells = files.filter(({ value }) => value.why.includes('runs-requests'));
    for (const file of shells.slice(0, mostClaims))
      yield {
        title: `A file in the web root runs what a request tells it: ${cut(plain(file.value.path), 160)}`,
        because: saw(file),
        ...(file.value.packaged === 'yes' ? { confidence: 'low' as const } : {}),
      };
  },
});
