/**
 * A process that mines, or is told to: by its command line, its program, what it holds in memory, or whom it talks to. It
 * is active where it was seen at work: connected to what its configuration names or to a pool, or a miner that keeps
 * processors busy.
 * Does not see: a miner within another program's process that shows neither a configuration nor a connection.
 */
import { all, type Claim, type Detector, defineDetector } from '../../model/units.ts';
import { payeeIn } from './miner-evidence.ts';
import { type MiningProcess, miningProcesses, type ProcessKind, processKinds } from './mining-process.ts';
import { processInWords } from './process-words.ts';

const mostClaims = 100;

const innocent = ['a miner that the owner of the machine runs on purpose', 'a test or a benchmark of a miner'];

export const minerRunning: Detector<ProcessKind> = defineDetector({
  id: 'miner-running',
  title: 'A process mines',
  stage: 'active',
  techniques: ['T1496.001'],
  confidence: 'moderate',
  needs: processKinds,
  couldBe: innocent,
  *detect(seen, context) {
    for (const one of miningProcesses(seen, context).slice(0, mostClaims)) yield claimOf(one);
  },
});

function claimOf(one: MiningProcess): Claim {
  const payee = payeeIn(one.account);
  return {
    title: `${verb(one)}${payee === undefined ? '' : ` for ${payee}`}: ${processInWords(one.process.value)}`,
    stage: one.stage,
    confidence: one.confidence,
    techniques: one.fetches ? ['T1496.001', 'T1105'] : ['T1496.001'],
    because: all(...one.because),
    ...(one.benchmark ? { couldBe: ['a benchmark: it is told to measure how fast it would mine', ...innocent] } : {}),
    ...(one.behaves ? { couldBe: ['a program built or unpacked there that talks to a service of its own'] } : {}),
    ...(one.fetches ? { couldBe: ['the owner installs a miner on purpose'] } : {}),
  };
}

function verb({ stage, fetches, behaves }: MiningProcess): string {
  if (fetches) return 'A process runs a script that fetches a miner';
  if (behaves) return 'A process behaves like a miner';
  if (stage === 'active') return 'A process mines';
  return stage === 'configured' ? 'A process is set to mine' : 'A process that can mine runs';
}
