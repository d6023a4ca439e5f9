/** What a machine is called and what it runs, by its own files. */
import type { MachineState } from '../../model/machine-payloads.ts';
import type { MachineTree } from '../../model/machine-units.ts';
import { present } from '../../model/present.ts';

/** Of a Linux machine. Sources: os-release(5), hostname(5), machine-id(5), proc(5). */
export function linuxState(tree: MachineTree): Omit<MachineState, 'looked' | 'form'> {
  const release = tree.text('/etc/os-release') ?? tree.text('/usr/lib/os-release') ?? '';
  const booted = Number(/^btime (\d+)$/m.exec(tree.text('/proc/stat') ?? '')?.[1]);
  return present({
    name: oneLine(tree.text('/proc/sys/kernel/hostname')) ?? oneLine(tree.text('/etc/hostname')),
    system: unquoted(/^PRETTY_NAME=(.*)$/m.exec(release)?.[1]),
    kernel: oneLine(tree.text('/proc/sys/kernel/osrelease')),
    id: oneLine(tree.text('/etc/machine-id')),
    booted: Number.isFinite(booted) && booted > 0 && booted < 1e11 ? new Date(booted * 1000).toISOString() : undefined,
  });
}

function oneLine(text: string | undefined): string | undefined {
  return text?.split('\n', 1)[0]?.trim().slice(0, 256) || undefined;
}

function unquoted(text: string | undefined): string | undefined {
  return oneLine(text?.replace(/^(["'])(.*)\1$/, '$2'));
}
