/**
 * Processes that /proc showed to UAC and `ps` did not: a library that is loaded into every program hides them from one and
 * not from the other.
 * Source: https://github.com/tclahr/uac, artifacts/live_response: process and modifiers/revel_hidden_processes.yaml
 * (`hidden_pids_for_ps_command.txt`).
 * That list alone is full of processes that had just ended or begun: a number counts where several commands, each at
 * another time, saw the process in /proc, and no list of `ps` has it.
 */
import { linesOf } from '../../../codec/text-lines/lines-of.ts';
import type { Machine } from '../../../model/machine-units.ts';
import { toldOf } from './told.ts';

const places = ['/live_response/process', '/live_response/modifiers'].map(
  (folder) => `${folder}/hidden_pids_for_ps_command.txt`,
);

export function hiddenFromLists(machine: Machine): readonly number[] {
  const { collected, tree } = machine;
  const listed = new Set(toldOf(machine).processes.map(({ pid }) => pid));
  if (collected === undefined || listed.size === 0) return [];
  const lines = places.flatMap((place) => [...linesOf(collected.text(place) ?? '')]);
  const numbers = new Set(lines.filter((line) => /^[1-9]\d{0,9}$/.test(line.trim())).map(Number));
  const lasted = [...numbers].filter(
    (pid) =>
      !listed.has(pid) &&
      tree.target(`/proc/${pid}/exe`) !== undefined &&
      tree.target(`/proc/${pid}/cwd`) !== undefined &&
      (tree.text(`/proc/${pid}/status`) ?? '') !== '',
  );
  return lasted.sort((one, other) => one - other);
}
