// Written by `npm run generate`: do not edit.
import type { Probe } from '../model/machine-units.ts';
import { clusterDumps } from './cluster/cluster-dumps.ts';
import { accountsProbe } from './machine/accounts-probe.ts';
import { atJobs } from './machine/at-jobs.ts';
import { bootHooks } from './machine/boot-hooks.ts';
import { collectedContainers } from './machine/collected/containers.ts';
import { collectedCron } from './machine/collected/cron-rows.ts';
import { collectedEvents } from './machine/collected/event-rows.ts';
import { collectedHashes } from './machine/collected/hashes.ts';
import { immutableFiles } from './machine/collected/immutable.ts';
import { programsSeen } from './machine/collected/programs-seen.ts';
import { recovered } from './machine/collected/recovered.ts';
import { rootkitSigns } from './machine/collected/rootkit-signs.ts';
import { collectedTexts } from './machine/collected/texts.ts';
import { collectedUnits } from './machine/collected/units.ts';
import { collectedStarts } from './machine/collected/windows-starts.ts';
import { compose } from './machine/compose.ts';
import { containerDoors } from './machine/container-doors.ts';
import { containerd } from './machine/containerd.ts';
import { cron } from './machine/cron.ts';
import { daemonHooks } from './machine/daemon-hooks.ts';
import { dbusServices } from './machine/dbus-services.ts';
import { defences } from './machine/defences.ts';
import { desktop } from './machine/desktop.ts';
import { docker } from './machine/docker.ts';
import { droppedFiles } from './machine/dropped-files.ts';
import { ebpf } from './machine/ebpf.ts';
import { gitHooks } from './machine/git-hooks.ts';
import { inittab } from './machine/inittab.ts';
import { jenkins } from './machine/jenkins.ts';
import { logs } from './machine/logs.ts';
import { messageOfTheDay } from './machine/message-of-the-day.ts';
import { modules } from './machine/modules.ts';
import { networkHooks } from './machine/network-hooks.ts';
import { npmHooks } from './machine/npm-hooks.ts';
import { packageHooks } from './machine/package-hooks.ts';
import { packageLocks } from './machine/package-locks.ts';
import { pam } from './machine/pam.ts';
import { podmanQuadlets } from './machine/podman-quadlets.ts';
import { podman } from './machine/podman.ts';
import { polkit } from './machine/polkit.ts';
import { preload } from './machine/preload.ts';
import { processManagers } from './machine/process-managers.ts';
import { processes } from './machine/processes.ts';
import { pythonHooks } from './machine/python-hooks.ts';
import { rcScripts } from './machine/rc-scripts.ts';
import { secrets } from './machine/secrets.ts';
import { serviceLogs } from './machine/service-logs.ts';
import { setUid } from './machine/set-uid.ts';
import { shellProfiles } from './machine/shell-profiles.ts';
import { sshKeys } from './machine/ssh-keys.ts';
import { staticPods } from './machine/static-pods.ts';
import { sudoers } from './machine/sudoers.ts';
import { systemFiles } from './machine/system-files.ts';
import { systemd } from './machine/systemd.ts';
import { tuning } from './machine/tuning.ts';
import { udev } from './machine/udev.ts';
import { webRoot } from './machine/web-root.ts';
import { webServerHooks } from './machine/web-server-hooks.ts';
import { windowsPrefetch } from './machine/windows/prefetch.ts';
import { windowsRegistry } from './machine/windows/registry.ts';
import { windowsStartupFolders } from './machine/windows/startup-folders.ts';
import { windowsTasks } from './machine/windows/tasks.ts';
import { windowsProcesses } from './machine/windows/told-processes.ts';
import { windowsWmi } from './machine/windows/wmi.ts';

/** Every unit of this stage. */
export const probes: readonly Probe[] = [
  clusterDumps,
  accountsProbe,
  atJobs,
  bootHooks,
  collectedContainers,
  collectedCron,
  collectedEvents,
  collectedHashes,
  immutableFiles,
  programsSeen,
  recovered,
  rootkitSigns,
  collectedTexts,
  collectedUnits,
  collectedStarts,
  compose,
  containerDoors,
  containerd,
  cron,
  daemonHooks,
  dbusServices,
  defences,
  desktop,
  docker,
  droppedFiles,
  ebpf,
  gitHooks,
  inittab,
  jenkins,
  logs,
  messageOfTheDay,
  modules,
  networkHooks,
  npmHooks,
  packageHooks,
  packageLocks,
  pam,
  podmanQuadlets,
  podman,
  polkit,
  preload,
  processManagers,
  processes,
  pythonHooks,
  rcScripts,
  secrets,
  serviceLogs,
  setUid,
  shellProfiles,
  sshKeys,
  staticPods,
  sudoers,
  systemFiles,
  systemd,
  tuning,
  udev,
  webRoot,
  webServerHooks,
  windowsPrefetch,
  windowsRegistry,
  windowsStartupFolders,
  windowsTasks,
  windowsProcesses,
  windowsWmi,
];
