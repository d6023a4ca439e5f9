/**
 * A PE image around the metadata, which no system will start. Five things see to that, each enough by itself:
 * the file is not marked as an executable image, it has no entry point, its CLI header names no method to begin
 * with, its metadata has no methods, and no section may be executed.
 */
import { alignTo, ascii, guid, padTo, u16, u32 } from './layout.ts';
import { buildMetadata, type MetadataFacts } from './metadata.ts';

export interface InstallerFacts extends MetadataFacts {
  readonly compiled: Date;
  readonly symbolPath: string;
  readonly symbolGuid: string;
}

const fileAlignment = 0x200;
const sectionAlignment = 0x2000;
const sectionRva = 0x2000;
const sectionAt = 0x200;
const cliHeaderSize = 72;
const debugEntrySize = 28;

/** The image's bytes; the same facts give the same bytes. */
export function buildImage(facts: InstallerFacts): Uint8Array {
  const seconds = facts.compiled.getTime() / 1000;
  const metadata = alignTo(4, buildMetadata(facts));
  const metadataRva = sectionRva + cliHeaderSize;
  const debugRva = metadataRva + metadata.length;
  const codeView = [...ascii('RSDS'), ...guid(facts.symbolGuid), ...u32(1), ...ascii(facts.symbolPath), 0];
  const codeViewRva = debugRva + debugEntrySize;
  const debugEntry = [
    ...[...u32(0), ...u32(seconds), ...u16(0), ...u16(0), ...u32(2), ...u32(codeView.length)],
    ...[...u32(codeViewRva), ...u32(codeViewRva - sectionRva + sectionAt)],
  ];
  const section = [...cliHeader(metadataRva, metadata.length), ...metadata, ...debugEntry, ...codeView];
  const directories = new Map([
    [6, [debugRva, debugEntrySize]],
    [14, [sectionRva, cliHeaderSize]],
  ]);
  const headers = [
    ...dosHeader(),
    ...coffHeader(seconds),
    ...optionalHeader(alignTo(fileAlignment, section).length, directories),
    ...sectionHeader(section.length),
  ];
  return Uint8Array.from([...padTo(sectionAt, headers), ...alignTo(fileAlignment, section)]);
}

/** No stub program stands behind it: the PE header follows at once. */
const dosHeader = (): number[] => [...padTo(60, ascii('MZ')), ...u32(64)];

function coffHeader(seconds: number): number[] {
  const intel386 = 0x14c;
  // 32-bit machine, line numbers and local symbols stripped; IMAGE_FILE_EXECUTABLE_IMAGE (2) is left out on purpose.
  const characteristics = 0x010c;
  return [
    ...[...ascii('PE'), 0, 0, ...u16(intel386), ...u16(1), ...u32(seconds)],
    ...[...u32(0), ...u32(0), ...u16(224), ...u16(characteristics)],
  ];
}

function optionalHeader(initializedData: number, directories: ReadonlyMap<number, readonly number[]>): number[] {
  const [entryPoint, codeSize, codeBase] = [0, 0, 0];
  const consoleSubsystem = 3;
  return [
    ...[...u16(0x10b), 48, 0, ...u32(codeSize), ...u32(initializedData), ...u32(0)],
    ...[...u32(entryPoint), ...u32(codeBase), ...u32(sectionRva), ...u32(0x400000)],
    ...[...u32(sectionAlignment), ...u32(fileAlignment), ...u16(4), ...u16(0), ...u16(0), ...u16(0)],
    ...[...u16(4), ...u16(0), ...u32(0), ...u32(sectionRva + sectionAlignment), ...u32(sectionAt), ...u32(0)],
    ...[...u16(consoleSubsystem), ...u16(0x8540), ...u32(0x100000), ...u32(0x1000), ...u32(0x100000)],
    ...[...u32(0x1000), ...u32(0), ...u32(16)],
    ...Array.from({ length: 16 }, (_, i) => (directories.get(i) ?? [0, 0]).flatMap(u32)).flat(),
  ];
}

function sectionHeader(size: number): number[] {
  const readOnlyData = 0x40000040;
  return [
    ...[...padTo(8, ascii('.rdata')), ...u32(size), ...u32(sectionRva)],
    ...[...u32(Math.ceil(size / fileAlignment) * fileAlignment), ...u32(sectionAt)],
    ...[...u32(0), ...u32(0), ...u32(0), ...u32(readOnlyData)],
  ];
}

function cliHeader(metadataRva: number, metadataSize: number): number[] {
  const [ilOnly, entryPointToken] = [1, 0];
  const header = [
    ...[...u32(cliHeaderSize), ...u16(2), ...u16(5), ...u32(metadataRva), ...u32(metadataSize)],
    ...[...u32(ilOnly), ...u32(entryPointToken)],
  ];
  return padTo(cliHeaderSize, header);
}
