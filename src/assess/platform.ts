/** Which system a case is about, so that what to look at next is said for that system alone where it is certain. */
import type { Case } from '../model/case.ts';
import { ofKind } from './evidence.ts';
import { capitalized } from './words.ts';

type Platform = 'windows' | 'unix';

/** What the building of a Windows program alone leaves. */
const ofWindows: ReadonlySet<string> = new Set(['compile-time', 'pdb-path', 'type-library-id', 'mvid', 'file-path']);

/** Logs that one system alone writes, by the ids of their formats. */
const logsOf: Readonly<Record<Platform, ReadonlySet<string>>> = {
  windows: new Set(['evtx', 'iis-log', 'powershell-transcript']),
  unix: new Set(['syslog', 'audit-log', 'journal', 'login-records', 'package-log']),
};

/** From Windows paths and programs, and from what scripts fetch with and where they put it. Nothing where both show. */
function platformOf(evidence: Case): Platform | undefined {
  const downloads = ofKind(evidence, 'download').map(({ value }) => value);
  const targets = downloads.flatMap(({ target }) => target ?? []);
  const paths = [...targets, ...evidence.artifacts.map(({ name }) => name)];
  const logs = ofKind(evidence, 'log-span').map(({ value }) => value.log);
  const isWindows =
    logs.some((log) => logsOf.windows.has(log)) ||
    ofKind(evidence, 'build-trace').some(({ value }) => ofWindows.has(value.trace)) ||
    paths.some((path) => /\b[A-Za-z]:\\|^(?:%\w+%|\$env:\w+)\\/.test(path));
  const isUnix =
    logs.some((log) => logsOf.unix.has(log)) ||
    targets.some((target) => /^[/~]/.test(target)) ||
    downloads.some(({ tool }) => tool === 'wget') ||
    paths.some((path) => /\/(?:etc|dev\/shm|var\/spool)\//.test(path));
  if (isWindows === isUnix) return undefined;
  return isWindows ? 'windows' : 'unix';
}

/** The words for the case's system, or both, one after the other. They begin with a small letter. */
export function bySystem(words: { readonly unix: string; readonly windows: string }): (evidence: Case) => string {
  return (evidence) => {
    const platform = platformOf(evidence);
    if (platform !== undefined) return capitalized(words[platform]);
    return `On Linux: ${words.unix} On Windows: ${words.windows}`;
  };
}

/** The same at the end of a sentence, which has yet to be closed: `: words`, or `. Linux: words Windows: words`. */
export function endBySystem(words: { readonly unix: string; readonly windows: string }): (evidence: Case) => string {
  return (evidence) => {
    const platform = platformOf(evidence);
    return platform === undefined ? `. Linux: ${words.unix} Windows: ${words.windows}` : `: ${words[platform]}`;
  };
}
