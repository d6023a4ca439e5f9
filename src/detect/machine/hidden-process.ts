/**
 * A process that hides or pretends: missing from the list of processes though it answers, called like a thread of the
 * kernel though it has a program, or busy under a false name or out of a place where no program belongs.
 * Does not say: what it computes; that is miner-running's. A program that changes its name is ordinary by itself.
 */
import { all, type Claim, type Detector, defineDetector, saw } from '../../model/units.ts';
import {
  isBusy,
  type MiningProcess,
  miningProcesses,
  type Process,
  type ProcessKind,
  processKinds,
} from './mining-process.ts';
import { processInWords } from './process-words.ts';

const mostClaims = 50;

export const hiddenProcess: Detector<ProcessKind> = defineDetector({
  id: 'hidden-process',
  title: 'A process hides or pretends to be another',
  stage: 'mention',
  techniques: ['T1564', 'T1036'],
  confidence: 'moderate',
  needs: processKinds,
  couldBe: [
    'a program that sets its name for its own reasons',
    'a tool of defence or of virtualisation that hides itself',
  ],
  *detect(seen, context) {
    const mining = new Map(miningProcesses(seen, context).map((one) => [one.process.id, one]));
    let claims = 0;
    for (const process of seen.process) {
      const claim = claims < mostClaims ? judge(process, mining.get(process.id)) : undefined;
      if (claim === undefined) continue;
      claims++;
      yield claim;
    }
  },
});

/** People keep programs of their own in hidden folders of their homes (`~/.boinc`), and let them work. */
function isOwnFolder({ program = '', why }: Process['value']): boolean {
  return program.startsWith('/home/') && !why.includes('from-temporary-folder');
}

type Why = Process['value']['why'][number];

function judge(process: Process, mining: MiningProcess | undefined): Claim | undefined {
  const { value } = process;
  const has = (...reasons: readonly Why[]): boolean => reasons.some((why) => value.why.includes(why));
  const mines = mining !== undefined;
  const common = {
    stage: mines ? ('capability' as const) : ('mention' as const),
    because: mines ? all(saw(process), ...mining.because.slice(1)) : saw(process),
  };
  const words = processInWords(value);
  if (has('hidden-from-list'))
    return {
      ...common,
      title: `A process is hidden from the list of processes: ${words}`,
      techniques: ['T1564', 'T1014'],
      confidence: 'high',
      couldBe: ['a process that began or ended while it was looked for', 'a tool of defence that hides itself'],
    };
  if (has('posing-as-kernel'))
    return {
      ...common,
      title: `A process is called like a thread of the kernel and has a program: ${words}`,
      techniques: ['T1036.004'],
      confidence: mines || isBusy(value) ? 'high' : 'moderate',
    };
  const odd = has('from-temporary-folder', 'from-hidden-folder') || value.programState === 'memory';
  if (has('name-lies') && (mines || (odd && isBusy(value))))
    return {
      ...common,
      title: `A process goes by another name than its program's: ${words}`,
      techniques: ['T1036.005'],
    };
  const gone = has('program-deleted', 'program-in-memory');
  if (!mines && odd && isBusy(value) && (gone || (value.packaged === 'no' && !isOwnFolder(value))))
    return {
      ...common,
      title: `A busy process runs out of a place where no program belongs: ${words}`,
      techniques: ['T1564'],
      confidence: 'low',
      couldBe: ['a build, a test or an installer at work', 'a program that unpacks itself to run'],
    };
  return undefined;
}
