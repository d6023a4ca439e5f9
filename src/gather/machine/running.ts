/**
 * What only the machine that runs can be asked. Nothing is sent to a process: signal 0 asks whether one would arrive.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { kill } from 'node:process';
import type { MachineTree, RunningMachine } from '../../model/machine-units.ts';

/** USER_HZ: what the kernel counts in for programs, on every processor that Node runs on (time(7)). */
const ticksPerSecond = 100;

export interface RunningOptions {
  /** The user asked for the memory of suspicious processes. */
  readonly memory?: boolean;
}

/** Takes the first sample of processor time. */
export function runningMachine(tree: MachineTree, { memory = false }: RunningOptions = {}): RunningMachine {
  return {
    asRoot: process.geteuid?.() === 0,
    pid: process.pid,
    answers,
    before: { ms: Date.now(), ticks: ticksByProcess(tree) },
    now: () => Date.now(),
    ticksPerSecond,
    ...(memory && { memory: readMemory }),
  };
}

function answers(pid: number): boolean {
  // 0 and below would ask for groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function ticksByProcess(tree: MachineTree): Map<number, number> {
  const ticks = new Map<number, number>();
  for (const { name } of tree.list('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid <= 0) continue;
    // proc(5): the name stands in parentheses and may hold some; utime and stime are fields 14 and 15.
    const text = tree.text(`/proc/${name}/stat`) ?? '';
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const sum = Number(fields[11]) + Number(fields[12]);
    if (Number.isFinite(sum)) ticks.set(pid, sum);
  }
  return ticks;
}

function readMemory(pid: number, from: number, length: number): Uint8Array | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(`/proc/${pid}/mem`, 'r');
    const target = new Uint8Array(length);
    const count = readSync(descriptor, target, 0, length, from);
    return target.subarray(0, count);
  } catch {
    // It ended, the range is gone, or the kernel refuses: for the one who asked it is all the same.
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
