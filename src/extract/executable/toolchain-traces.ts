/** Traces that a toolchain leaves in programs of any system: Go's build information, Rust's paths. */
import { type GoBuild, readGoBuild } from '../../codec/go-build/build-info.ts';
import { readAuditList } from '../../codec/rust-build/audit-list.ts';
import { readRustBuild } from '../../codec/rust-build/build-paths.ts';
import type { View } from '../../model/units.ts';
import { counted, listed, type TraceSighting, trace } from './trace.ts';

/** Settings that tell who built what; the others are the toolchain's habits. */
const tellingSettings = ['vcs', 'vcs.revision', 'vcs.time', 'vcs.modified', '-ldflags', '-tags', 'GOOS', 'GOARCH'];
const shown = 12;
const longestSetting = 300;
const commitLength = 40;

/** @param offsetOf where the file holds what memory has at an address */
export function* goTraces(view: View, offsetOf: (address: number) => number | undefined): Generator<TraceSighting> {
  const build = readGoBuild(view.bytes, offsetOf);
  if (build.status !== 'ok') return;
  const { at, length, dependencies } = build.value;
  yield trace('go-build', goInWords(build.value), at, length);
  if (dependencies.length > 0)
    yield trace('go-build', `built from the modules ${listed(dependencies, shown)}`, at, length);
}

function goInWords({ version, path, module, settings }: GoBuild): string {
  const told = tellingSettings.flatMap((name) => {
    const value = settings.get(name);
    return value === undefined ? [] : [`${name}=${value.slice(0, longestSetting)}`];
  });
  return [
    version,
    ...(path ? [`main package ${path}`] : []),
    ...(module ? [`module ${module}`] : []),
    ...(told.length > 0 ? [told.join(' ')] : []),
  ].join(', ');
}

/** @param audit where the program has the list of crates that cargo-auditable builds in */
export function* rustTraces(view: View, audit?: { at: number; end: number }): Generator<TraceSighting> {
  const list = audit ? readAuditList(view.bytes.subarray(audit.at, audit.end)) : undefined;
  if (audit && list?.status === 'ok') {
    const { crates: audited, root } = list.value;
    const whose = root === undefined ? '' : ` of ${root}`;
    const text = `list of ${counted(audited.length, 'crate')}${whose}: ${listed(audited, shown)}`;
    yield trace('rust-build', text, audit.at, audit.end - audit.at);
  }
  const { commits, crates, cratesAt, homes } = readRustBuild(view.bytes);
  for (const { text, at } of commits) yield trace('rust-build', `compiler of commit ${text}`, at, commitLength);
  if (cratesAt !== undefined)
    yield trace(
      'rust-build',
      `${counted(crates.length, 'crate')}: ${listed(crates, shown)}`,
      cratesAt,
      'registry'.length,
    );
  for (const { text, at } of homes)
    yield trace('build-path', `${text} (where cargo keeps its crates)`, at, text.length);
}
