/** How people say the names of what the kernel shows of a process: assessors and reports say them alike. */

/** What the kernel tells of a process, in words. */
const ofProcess: Readonly<Record<string, string>> = {
  cmdline: 'the command line of',
  environ: 'the environment of',
  exe: 'the program of',
  maps: 'the memory map of',
  mem: 'the memory of',
};

/** `/proc/2201/cmdline` as people say it: `the command line of process 2201`. Every other name stands as it is. */
export function spokenName(name: string): string {
  const [, pid, part, rest = ''] = /^\/proc\/(\d+)(?:\/([a-z]+))?((?:!.*)?)$/s.exec(name) ?? [];
  if (pid === undefined) return name;
  if (part === undefined) return `process ${pid}${rest}`;
  return Object.hasOwn(ofProcess, part) ? `${ofProcess[part]} process ${pid}${rest}` : name;
}
