/**
 * `npm run lock`: completes package-lock.json after an install from a registry that lacks other platforms' builds.
 * npm leaves out of the lock what it could not resolve, even if optional and for another system, and `npm ci` then
 * refuses the whole lock. The entries added here name the exact version that the parent asks for; a machine of that
 * platform fetches them, every other one skips them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

interface Entry {
  version?: string;
  dev?: boolean;
  optional?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

interface Lock {
  packages: Record<string, Entry>;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** The platform that a package's name ends in: `…-darwin-arm64`, `…-linux-x64-musl`. */
export function platformOf(name: string): Pick<Entry, 'os' | 'cpu'> {
  const words = name.split(/[-/]/);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) =>
    words.some((word) => word === processor || word.startsWith(`${processor}-`)),
  );
  return { ...(os ? { os: [os] } : {}), ...(cpu ? { cpu: [cpu] } : {}) };
}

/** Adds an entry for each optional dependency that has none; returns their paths. */
export function complete(lock: Lock): string[] {
  const added: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const nested = `${path}/node_modules/${name}`;
      const root = `node_modules/${name}`;
      if (nested in lock.packages || lock.packages[root]?.version === version) continue;
      if (!/^\d/.test(version)) continue;
      const target = root in lock.packages ? nested : root;
      lock.packages[target] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true };
      added.push(target);
    }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return added;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // The file is npm's own; its shape is that of lockfileVersion 3.
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
  for (const path of complete(lock)) process.stdout.write(`${path}\n`);
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}
