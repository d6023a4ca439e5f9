/** A report's parts by id, and what follows from where they stand. */
import type { Artifact } from '../model/artifact.ts';
import { addressOf } from '../model/endpoint.ts';
import type { Because, Finding } from '../model/finding.ts';
import type { Observation, Place } from '../model/observation.ts';
import type { Report } from '../model/report.ts';
import { spokenName } from '../model/spoken-name.ts';
import type { Piece } from './sheet.ts';
import { readableTime } from './words.ts';

export interface EvidenceIndex {
  readonly report: Report;
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly observations: ReadonlyMap<string, Observation>;
  readonly findings: ReadonlyMap<string, Finding>;
}

export function indexEvidence(report: Report): EvidenceIndex {
  return {
    report,
    artifacts: new Map(report.artifacts.map((artifact) => [artifact.id, artifact])),
    observations: new Map(report.observations.map((observation) => [observation.id, observation])),
    findings: new Map(report.findings.map((finding) => [finding.id, finding])),
  };
}

/** How deep a because-tree is followed; a report file may come from anywhere. */
const deepest = 32;

/** The observations that a claim rests on, in its order, each once. */
export function restsOn(because: Because, index: EvidenceIndex): Observation[] {
  const ids = new Set<string>();
  const walk = (node: Because, depth: number): void => {
    if (depth > deepest) return;
    if ('saw' in node) ids.add(node.saw);
    else for (const part of 'all' in node ? node.all : node.any) walk(part, depth + 1);
  };
  walk(because, 0);
  return [...ids].flatMap((id) => index.observations.get(id) ?? []);
}

/** From the artifact up to what the file that was read holds: each of them was opened out of its parent. */
export function lineageOf(id: string, { artifacts }: EvidenceIndex): Artifact[] {
  const chain: Artifact[] = [];
  const passed = new Set<string>();
  for (let at = artifacts.get(id); at?.parent !== undefined && !passed.has(at.id); at = artifacts.get(at.parent)) {
    passed.add(at.id);
    chain.push(at);
  }
  return chain;
}

/** The artifact's own name, or the id where a report names none. */
export function artifactName(id: string, index: EvidenceIndex): string {
  return index.artifacts.get(id)?.name ?? id;
}

/** An artifact's name as it shall be typed; that of a conversation holds addresses, and those are indicators. */
export function artifactPiece(id: string, index: EvidenceIndex): Piece {
  return { text: spokenName(artifactName(id, index)), exact: !holdsAddresses(index.artifacts.get(id)), tone: 'value' };
}

/** True of conversations and datagrams, which are named by who talked with whom. */
export function holdsAddresses(artifact: Artifact | undefined): boolean {
  return artifact?.kind === 'stream' || artifact?.kind === 'packet';
}

/** True where the words about a fact name its place already: a process, a file that is told as a file. */
export function isItsPlace({ kind, value, at }: Observation, index: EvidenceIndex): boolean {
  const name = artifactName(at.artifact, index);
  if (kind === 'process') return name === `/proc/${value.pid}`;
  return (kind === 'file-trace' || kind === 'package-file') && at.offset === undefined && name === value.path;
}

/** `installer.zip!installer.exe.hex!hex at 0x2f0, line 3`. */
export function placeOf(at: Place, index: EvidenceIndex): Piece[] {
  return [artifactPiece(at.artifact, index), { text: within(at, index) }];
}

/** Where in its artifact something stands, with a space before it, if it is known. */
export function within(at: Place, index: EvidenceIndex): string {
  const parts: string[] = [];
  if (at.line !== undefined) parts.push(`line ${at.line}`);
  // A datagram's own name ends with its packet.
  if (at.packet !== undefined && index.artifacts.get(at.artifact)?.kind !== 'packet') parts.push(`packet ${at.packet}`);
  if (at.offset !== undefined) parts.push(`at 0x${at.offset.toString(16)}`);
  if (at.time !== undefined) parts.push(readableTime(at.time));
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

/** The far ends of traffic that was not read, and the names it bore. */
function hostsBeside({ kind, value }: Observation): string[] {
  const server = 'server' in value && value.server !== undefined ? addressOf(value.server) : undefined;
  const isServer =
    kind === 'flow-cadence' || kind === 'tls-handshake' || kind === 'http-request' || kind === 'sensor-alert';
  if (!isServer) return [];
  const names: (string | undefined)[] = [server];
  if (kind === 'flow-cadence') names.push(...(value.names ?? []));
  if (kind === 'tls-handshake') names.push(value.serverName, ...(value.certificate?.names ?? []));
  if (kind === 'http-request') names.push(value.host);
  if (kind === 'sensor-alert') names.push(value.name);
  return names.flatMap((name) => name ?? []);
}

/** The host names and addresses that a report is about; people see them defanged wherever they stand. */
export function indicators(report: Report): Set<string> {
  const hosts = new Set<string>();
  for (const { kind, value } of report.observations) {
    if (kind === 'mining-config') for (const pool of value.pools) hosts.add(pool.host);
    else if (kind === 'network-name') hosts.add(value.name);
    else if (kind === 'name-resolution') {
      hosts.add(value.name);
      if (value.answer !== undefined && value.type !== 'TXT') hosts.add(value.answer.replace(/\.$/, ''));
    } else if (kind === 'stratum-session') {
      hosts.add(addressOf(value.server));
      if (value.host !== undefined) hosts.add(value.host);
    } else if (kind === 'name-lookup') hosts.add(value.name);
    else for (const host of hostsBeside({ kind, value } as Observation)) hosts.add(host);
  }
  return hosts;
}
