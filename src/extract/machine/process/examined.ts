/**
 * What of a process is examined as files are: its program and its script where no package brought them, the configuration
 * that a miner would look for beside them, its command line and its environment where they may say something. Command
 * lines are written as a shell would read them, with which extractors of configurations, wallets and downloads are at
 * home. Values of variables that are secrets by their names are not handed on.
 */
import { readArgumentList } from '../../../codec/proc/argument-list.ts';
import type { Examine, Machine } from '../../../model/machine-units.ts';
import { carriedBy } from '../../event/carried.ts';
import { packagesOf } from '../knowledge/packages.ts';
import type { RunningProcess } from '../knowledge/processes.ts';
import { isSecretName } from '../knowledge/secret-names.ts';
import { isUsualPlace, scriptOf } from './places.ts';
import { busyCores, type Looked, type Signs, tellingWeight } from './signs.ts';

/** Programs and scripts of one examination, each. */
const mostPrograms = 512;
const mostScripts = 512;
/** Of a configuration; other programs' files of that name may be anything. Bytes. */
const longestConfiguration = 1024 * 1024;
const environmentBytes = 256 * 1024;

export class Examined {
  readonly #machine: Machine;
  readonly #programs = new Set<string>();
  readonly #scripts = new Set<string>();
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
    yield* this.#script(looked);
    if (this.#wantsProgram(looked, signs)) yield* this.#program(looked);
  }

  /** What an interpreter runs. */
  *#script({ process }: Looked): Iterable<Examine> {
    const script = process.ofMachine ? scriptOf(process) : undefined;
    if (script === undefined || this.#scripts.has(script) || packagesOf(this.#machine).ownedBy(script)) return;
    if (this.#scripts.size >= mostScripts) {
      this.left++;
      return;
    }
    this.#scripts.add(script);
    if (this.#machine.tree.follow(script)?.kind === 'file') yield { examine: script };
  }

  /** XMRig reads `config.json` beside its program or in the folder that it is in, and what `-c` names. */
  *#configurations({ program = '', folder = '', arguments: list, ofMachine, pid }: RunningProcess): Iterable<Examine> {
    const named = list.flatMap((argument, i) =>
      /^(?:-c|--config)$/.test(list[i - 1] ?? '') ? argument : (/^--config=(.+)$/.exec(argument)?.[1] ?? []),
    );
    const beside = [program.slice(0, program.lastIndexOf('/')), folder].map((place) => `${place}/config.json`);
    const paths = [...named.map((path) => (path.startsWith('/') ? path : `${folder}/${path}`)), ...beside];
    for (const path of new Set(paths)) {
      const place = ofMachine ? path : `/proc/${pid}/root${path}`;
      const state = this.#machine.tree.follow(place);
      if (state?.kind === 'file' && state.size <= longestConfiguration) yield { examine: place };
    }
  }

  *#environment(path: string): Iterable<Examine> {
    const all = readArgumentList(this.#machine.tree.text(`${path}/environ`, environmentBytes) ?? '');
    const variables = all.filter((variable) => !isSecretName(variable.split('=', 1)[0] ?? ''));
    if (variables.length > 0)
      yield { examine: `${path}/environ`, bytes: new TextEncoder().encode(`${variables.join('\n')}\n`) };
  }

  /** A container's image is no package's: of its programs those are examined that do something telling, or much. */
  #wantsProgram({ process, packaged }: Looked, { weight }: Signs): boolean {
    const { program, programState, ofMachine } = process;
    if (program === undefined || programState === 'none') return false;
    if (packaged === 'yes' && weight < tellingWeight) return false;
    if (weight > 0) return true;
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
    yield* this.#configurations(process);
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
