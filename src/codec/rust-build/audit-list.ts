/**
 * The list of crates that cargo-auditable builds into a program, in a section named `.dep-v0`: JSON, packed by zlib.
 * Source: https://github.com/rust-secure-code/cargo-auditable, PARSING.md.
 * Does not see: lists in Mach-O programs; where a crate came from (`source`), which is `crates.io` for most.
 */
import { limit, malformed, notThisFormat, ok, type Result } from '../../model/result.ts';
import { inflateZlib } from '../inflate/inflate.ts';

/** The section's name, in ELF and PE alike. */
export const auditSection = '.dep-v0';

export interface AuditList {
  /** `name version`, each. */
  readonly crates: readonly string[];
  /** The program's own crate. */
  readonly root?: string;
}

const mostBytes = 1024 * 1024;
const mostCrates = 10_000;

/** @param bytes the section's; zeros may follow the list */
export function readAuditList(bytes: Uint8Array): Result<AuditList> {
  const text = inflateZlib(bytes, mostBytes);
  if (text.status === 'not-this-format') return notThisFormat;
  if (text.status !== 'ok') return malformed(0, 'the list of crates does not unpack');
  const packages = packagesIn(new TextDecoder().decode(text.value));
  if (!packages) return malformed(0, 'the list of crates is no JSON of the known form');
  if (packages.length > mostCrates) return limit(0, `a list of ${packages.length} crates`);
  const crates = packages.flatMap((item) => crateOf(item) ?? []);
  const root = crates.find(({ isRoot }) => isRoot)?.text;
  return ok({ crates: crates.map(({ text: crate }) => crate), ...(root !== undefined && { root }) });
}

function packagesIn(text: string): readonly unknown[] | undefined {
  try {
    const document: unknown = JSON.parse(text);
    const packages = isRecord(document) ? document['packages'] : undefined;
    return Array.isArray(packages) ? packages : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function crateOf(item: unknown): { text: string; isRoot: boolean } | undefined {
  if (!isRecord(item) || typeof item['name'] !== 'string' || typeof item['version'] !== 'string') return undefined;
  return { text: `${item['name']} ${item['version']}`, isRoot: item['root'] === true };
}
