/**
 * What Jenkins runs by itself: Groovy scripts at each of its starts, and jobs by the clock. Whoever got in through its
 * script console likes both: they survive that the miner is taken away.
 * Sources: https://www.jenkins.io/doc/book/managing/groovy-hook-scripts/, https://www.jenkins.io/doc/book/pipeline/syntax/
 * (cron syntax), and config.xml of jobs as Jenkins writes it.
 * Does not see: pipelines that are kept in a repository, jobs that only another job or a push starts, commands that a
 * script puts together out of variables.
 */
import { defineProbe, type Machine, type Probe, type Told } from '../../model/machine-units.ts';
import { scriptText } from './hook-scripts.ts';
import { groovyCommands, jobByTheClock } from './jenkins-starts.ts';
import { ownerOf } from './knowledge/accounts.ts';
import { Autostarts } from './knowledge/entry.ts';
import { leftOut } from './knowledge/folder-files.ts';
import { isTellingLine, tellingLines } from './script-lines.ts';

const mechanism = 'daemon-hook';
const mostFiles = 2000;

export const jenkins: Probe<'autostart'> = defineProbe({
  id: 'jenkins',
  title: 'What Jenkins runs at its start and by the clock',
  emits: ['autostart'],
  platform: 'linux',
  wishes: [
    { within: ['init.groovy.d'], endings: ['.groovy'] },
    { names: ['init.groovy'] },
    { within: ['jobs'], names: ['config.xml'] },
  ],
  *probe(machine, wished) {
    const autostarts = new Autostarts(machine);
    const paths = wished.paths.filter((path) => !path.includes('/builds/'));
    for (const place of paths.slice(0, mostFiles))
      yield* place.endsWith('.xml') ? ofJob(machine, autostarts, place) : ofStart(machine, autostarts, place);
    const left = Math.max(0, paths.length - mostFiles) + wished.left;
    yield* leftOut(left, 'jobs and scripts of Jenkins are not read', '/');
    yield* autostarts.end('jobs and scripts of Jenkins');
  },
});

/** Its own files are the account's that it runs as. */
function* ofStart(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const text = scriptText(machine, place);
  if (text === undefined) return;
  const telling = [...groovyCommands(text)].filter(({ command }) => isTellingLine(command));
  const [first] = telling;
  yield* autostarts.tell({
    mechanism,
    place,
    loads: [place],
    ...(first && {
      line: first.line,
      entry: telling.map((line) => line.text).join('\n'),
      starts: telling.map(({ command }) => command).join('\n'),
    }),
    user: ownerOf(machine, place),
    when: 'when Jenkins starts',
    packagesBringIt: false,
  });
}

function* ofJob(machine: Machine, autostarts: Autostarts, place: string): Iterable<Told<'autostart'>> {
  const job = jobByTheClock(scriptText(machine, place) ?? '');
  if (job === undefined) return;
  for (const command of job.commands)
    yield* autostarts.tell({
      mechanism,
      place,
      name: place.split('/').at(-2),
      entry: command,
      starts: tellingLines(command).found?.text ?? command,
      user: ownerOf(machine, place),
      when: `${job.schedule}, by Jenkins`,
      enabled: job.enabled,
      packagesBringIt: false,
    });
}
