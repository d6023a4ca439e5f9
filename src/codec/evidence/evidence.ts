/**
 * An analyst's evidence file: YAML or JSON whose first key is `davylamp-evidence`. Facts with their sources, and all
 * that is wrong with them, each with its line. Form: docs/evidence-files.md.
 * Does not see: whether a fact is true, whether an indicator that it names exists, and whether it lies in the future.
 */
import { notThisFormat, ok, type Result } from '../../model/result.ts';
import { complaints } from './complaint.ts';
import { validate } from './items.ts';
import { isMarked, mark } from './mark.ts';
import { didYouMean, type Mistake, mistake, quoted } from './mistake.ts';
import { type Read, Reader } from './reader.ts';
import { headForm, topKeys } from './schema.ts';
import { readText } from './text.ts';
import { type Branch, type Member, readTree, type Tree, whole } from './tree.ts';

/** What stands before the lists. */
interface EvidenceHeader {
  readonly case?: string;
  readonly title?: string;
  readonly about?: string;
  /** Of the key `davylamp-evidence`, in bytes. */
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

export interface EvidenceReading extends Read {
  readonly header: EvidenceHeader;
}

/** Reads a whole file. `malformed` says, with the line, what makes all of it unusable. */
export function readEvidence(bytes: Uint8Array): Result<EvidenceReading> {
  if (!isMarked(bytes)) return notThisFormat;
  const text = readText(bytes);
  if (text.status !== 'ok') return text;
  const tree = readTree(text.value);
  if (tree.status !== 'ok') return tree;
  const { members } = tree.value.root;
  const version = members?.get(mark);
  if (members === undefined || version === undefined) return notThisFormat;
  const wrong = wrongWithForm(tree.value, members, version);
  if (wrong) return whole(wrong);
  return ok({ header: headerOf(tree.value.root, version), ...new Reader(tree.value, members).read() });
}

/** What makes it no evidence file at all: a key that does not belong, or a version that is not known. */
function wrongWithForm(
  { flaws, root }: Tree,
  members: ReadonlyMap<string, Member>,
  version: Member,
): Mistake | undefined {
  if (version.value.scalar !== 1) {
    const form = quoted(version.value.source ?? '?');
    return mistake(version, `this file is of form ${form}; this Davylamp reads form 1`);
  }
  for (const [key, member] of members)
    if (!topKeys.includes(key))
      return mistake(member, `\`${quoted(key)}\` is no key of an evidence file${didYouMean(key, topKeys)}`);
  const head = headOf(root);
  const checked = validate(headForm, head);
  if (!checked.success) return complaints(checked.error, 'file', head, topKeys)[0];
  const inside = [...members.values()].map(({ value }) => value);
  return flaws.find(
    ({ offset }) => !inside.some((value) => offset >= value.offset && offset < value.offset + value.length),
  );
}

/** The file without its lists. */
function headOf(root: Branch): Branch {
  return { ...root, members: new Map([...(root.members ?? [])].filter(([key]) => headForm.keys.includes(key))) };
}

function headerOf(root: Branch, { offset, line }: Member): EvidenceHeader {
  const { case: name, title, about } = validate(headForm, headOf(root)).data ?? {};
  const words = Object.entries({ case: name, title, about }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(words), offset, length: mark.length, line };
}
