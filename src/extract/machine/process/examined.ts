/**
 * What of a process is examined as files are: its program where no package brought it, its command line and its
 * environment where they may say something. Command lines are written as a shell would read them, with which extractors
 * of configurations, wallets and downloads are at home.
 */
import { readArgumentList } from '../../../codec/proc/argument-list.ts';
import type { Examine, Machine } from '../../../model/machine-units.ts';
import { carriedBy } from '../../event/carried.ts';
import type { RunningProcess } from '../knowledge/processes.ts';
import { isUsualPlace } from './places.ts';
import { busyCores, type Looked, type Signs, tellingWeight } from './signs.ts';

/** Programs of one examination. */
const mostPrograms = 512;
const environmentBytes = 256 * 1024;

export class Examined {
  readonly #machine: Machine;
  readonly #programs = new Set<string>();
  /** Programs that were not examined. */
  left = 0;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  *of(looked: Looked, signs: Signs): Iterable<Examine> {
    const { pid, command } = looked.process;
    const telling = signs.weight >= tellingWeight;
    const path = `/proc/${pid}`;
    if (command !== '' && (telling || mayCarry(command)))
      yield { examine: `${path}/cmdline`, bytes: new TextEncoder().encode(`${command}\n`) };
    if (telling) yield* this.#environment(path);
    if (this.#wantsProgram(looked, signs)) yield* this.#program(looked);
  }

  *#environment(path: string): Iterable<Examine> {
    const variables = readArgumentList(this.#machine.tree.text(`${path}/environ`, environmentBytes) ?? '');
    if (variables.length > 0)
      yield { examine: `${path}/environ`, bytes: new TextEncoder().encode(`${variables.join('\n')}\n`) };
  }

  /** A container's image is no package's: of its programs those are examined that do something telling, or much. */
  #wantsProgram({ process, packaged }: Looked, { weight }: Signs): boolean {
    const { program, programState, ofMachine } = process;
    if (program === undefined || programState === 'none') return false;
    if (packaged === 'yes' && weight < tellingWeight) return false;
    if (weight > 0 || packaged === 'changed') return true;
    if (ofMachine) return packaged === 'no' || !isUsualPlace(program);
    return (process.cores ?? 0) >= busyCores / 2 || keptBusy(process, this.#machine.now);
  }

  /** Many processes run one program: it is examined through the first of them. */
  *#program({ process }: Looked): Iterable<Examine> {
    const { pid, program = '', programState, group, ofMachine } = process;
    const key = [program, programState, ofMachine ? '' : (group.container ?? pid)].join('\0');
    if (this.#programs.has(key)) return;
    if (this.#programs.size >= mostPrograms) {
      this.left++;
      return;
    }
    this.#programs.add(key);
    if (this.#machine.running) yield { examine: `/proc/${pid}/exe` };
    else if (programState === 'present' && ofMachine) yield { examine: program };
  }
}

/** Half a processor on the average of its life, and for a minute at least. */
function keptBusy({ start, processorSeconds }: RunningProcess, now: number): boolean {
  return start !== undefined && processorSeconds > 60 && processorSeconds / ((now - start) / 1000) >= 0.5;
}

/** A wallet has as many letters and digits in a row, and hardly anything else. */
const longRun = /[A-Za-z0-9]{90}/;
/** Characters in which a long run is looked for. */
const mostSearched = 8192;

function mayCarry(command: string): boolean {
  const { mines, runs } = carriedBy(command);
  return mines || runs || longRun.test(command.slice(0, mostSearched));
}
