/** `davylamp host`: this machine, or a mounted disk, read-only. */
import type { HostOptions } from '../engine/node/host/examine-machine.ts';
import type { Report } from '../model/report.ts';
import { type Door, Mistake } from './door.ts';
import {
  type ExaminationWish,
  engineOptions,
  examinationFlags,
  readExaminationWish,
  reportOut,
} from './examination.ts';
import { type Flags, type Given, readFlags, wholeNumber } from './flags.ts';
import { readReport } from './read-report.ts';

/** What only a machine that runs can be asked. */
const onlyRunning = ['memory', 'seconds'] as const;
/** Of one processor: under two per cent of it. */
const backgroundShare = 0.018;
const mostSeconds = 3_600;

export const hostFlags: Flags = {
  root: { takes: 'DIR', says: 'not this machine but a mounted disk (its top folder), or a folder of collected files' },
  verify: { takes: 'REPORT', says: 'check again what an earlier report (--format json) of it found: is it gone?' },
  memory: { says: 'also read the memory of suspicious processes, for their configuration (as root)' },
  seconds: { takes: 'N', says: 'how long processor time is watched (default 2)' },
  background: { says: 'slowly, at 2 % of one processor' },
  ...examinationFlags,
  quiet: { short: 'q', says: 'no progress, and of the text report the verdict and what to do first' },
};

type Host = (options: HostOptions) => Promise<Report>;

interface HostWish extends ExaminationWish {
  readonly root?: string | undefined;
  readonly verify?: string | undefined;
  readonly memory: boolean;
  readonly seconds?: number | undefined;
  readonly background: boolean;
}

export async function hostCommand(args: readonly string[], door: Door, engine: Host = loadEngine): Promise<number> {
  const wish = readWish(readFlags(args, hostFlags));
  const { verify } = wish;
  const earlier = verify === undefined ? {} : { earlier: { name: verify, report: await machineReport(verify, door) } };
  return reportOut(wish, door, (onProgress) => engine({ ...hostOptions(wish), ...earlier, onProgress }));
}

const loadEngine: Host = async (options) => {
  const { examineMachine } = await import('../engine/node/host/examine-machine.ts');
  const { MachineTrouble } = await import('../engine/node/host/open-machine.ts');
  try {
    return await examineMachine(options);
  } catch (error) {
    if (error instanceof MachineTrouble) throw new Mistake(error.message);
    throw error;
  }
};

function readWish(given: Given): HostWish {
  const { operands, values, switches } = given;
  const [operand] = operands;
  if (operand !== undefined)
    throw new Mistake(`host takes no path; for a mounted disk use --root ${operand}, for a file davylamp scan`);
  const seconds = values.get('seconds');
  const watched = seconds === undefined ? undefined : wholeNumber('seconds', seconds);
  if (watched !== undefined && watched > mostSeconds)
    throw new Mistake(`--seconds takes at most ${mostSeconds}, an hour`);
  for (const flag of onlyRunning)
    if (values.has('root') && (switches.has(flag) || values.has(flag)))
      throw new Mistake(`--${flag} asks a running machine; leave it out with --root`);
  return {
    ...readExaminationWish(given),
    root: values.get('root'),
    verify: values.get('verify'),
    memory: switches.has('memory'),
    seconds: watched,
    background: switches.has('background'),
  };
}

function hostOptions(wish: HostWish): HostOptions {
  return {
    ...engineOptions(wish),
    root: wish.root,
    memory: wish.memory,
    ...(wish.seconds !== undefined && { watchMs: 1000 * wish.seconds }),
    ...(wish.background && { share: backgroundShare }),
  };
}

/** Only a machine can be checked again: a report of files has nothing that could have gone. */
async function machineReport(path: string, door: Door): Promise<Report> {
  const report = await readReport(path, door);
  if (report.observations.some(({ kind }) => kind === 'machine')) return report;
  throw new Mistake(`${path} is no report of a machine; write one with davylamp host --format json --out before.json`);
}
