/**
 * What 7-Zip prints, read again: members as `l -slt -ba` lists them, and as `x -bb1` names them one by one; errors.
 * Source: 7-Zip 24.09, CPP/7zip/UI/Console/List.cpp and ExtractCallbackConsole.cpp.
 * Does not see: control characters of a name, which 7-Zip prints as `_`.
 */

/** A member as listed. */
export interface ListedMember {
  readonly name: string;
  /** Bytes when unpacked; absent where the archive does not say. */
  readonly size?: number;
  readonly folder: boolean;
  readonly encrypted: boolean;
}

/** Where the archive stands in the file system of 7-Zip's own. */
export const archivePath = '/archive';
/** What 7-Zip calls a stream that has no name. */
const streamName = 'archive~';

export interface MemberError {
  readonly what: string;
  /** Absent where the error is the archive's. */
  readonly name?: string;
}

/** The members of `l -slt -ba`: blocks of `Key = value`, with a blank line between them. */
export function listedMembers(output: string): ListedMember[] {
  const members: ListedMember[] = [];
  let fields = new Map<string, string>();
  for (const line of lines(output)) {
    if (line === '' && fields.size > 0) {
      members.push(member(fields));
      fields = new Map();
    }
    const sign = line.indexOf(' = ');
    // The first one counts: a comment may hold lines that look like more of them.
    const key = sign < 0 ? '' : line.slice(0, sign);
    if (sign > 0 && !fields.has(key)) fields.set(key, line.slice(sign + 3));
  }
  if (fields.size > 0) members.push(member(fields));
  return members.filter(({ name }) => name !== '');
}

function member(fields: ReadonlyMap<string, string>): ListedMember {
  const size = fields.get('Size') ?? '';
  return {
    name: fields.get('Path') ?? '',
    ...(/^\d{1,15}$/.test(size) ? { size: Number(size) } : {}),
    folder: fields.get('Folder') === '+' || (fields.get('Attributes') ?? '').startsWith('D'),
    encrypted: fields.get('Encrypted') === '+',
  };
}

/** Names of the files that `x -bb1` wrote, in order; folders end in a slash and are left out. */
export function writtenNames(output: string): string[] {
  return lines(output).flatMap((line) => (line.startsWith('- ') && !line.endsWith('/') ? [line.slice(2)] : []));
}

/** `ERROR: what : name`, and the lines that speak of the archive itself. */
export function printedErrors(errors: string): MemberError[] {
  return lines(errors).flatMap((line): MemberError[] => {
    const told = /^ERRORS?: (.*)$/.exec(line)?.[1];
    if (told === undefined) return [];
    if (told.startsWith(archivePath)) return [{ what: told.slice(archivePath.length).replace(/^ : /, '') }];
    const sign = told.indexOf(' : ');
    if (told.endsWith(` : ${streamName}`)) return [{ what: told.slice(0, sign) }];
    if (sign < 0) return told.trim() === '' ? [] : [{ what: told.trim() }];
    return [{ what: told.slice(0, sign), name: told.slice(sign + 3) }];
  });
}

/** Bytes behind the archive that are no part of it. */
export function tailBytes(output: string): number {
  return Number(/^Tail Size = (\d{1,15})$/m.exec(output)?.[1] ?? 0);
}

/** Whether it says that the password is not the right one. */
export function saysWrongPassword(text: string): boolean {
  return /Wrong password|encrypted archive/.test(text);
}

function lines(text: string): string[] {
  return text.split(/\r?\n/);
}
