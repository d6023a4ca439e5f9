/** Writes the open part of TLS: greetings, certificates and the records around them. */

/** Type and content. */
export type ExtensionToMake = readonly [type: number, content: readonly number[]];

const word = (value: number): number[] => [(value >> 8) & 0xff, value & 0xff];
const triple = (value: number): number[] => [(value >> 16) & 0xff, ...word(value)];
const words = (values: readonly number[]): number[] => values.flatMap(word);
const behindByte = (content: readonly number[]): number[] => [content.length, ...content];
const behindWord = (content: readonly number[]): number[] => [...word(content.length), ...content];
const behindTriple = (content: readonly number[]): number[] => [...triple(content.length), ...content];
const letters = (text: string): number[] => [...Buffer.from(text, 'latin1')];

export const extension = {
  serverName: (name: string): ExtensionToMake => [0, behindWord([0, ...behindWord(letters(name))])],
  groups: (...groups: number[]): ExtensionToMake => [10, behindWord(words(groups))],
  pointFormats: (...formats: number[]): ExtensionToMake => [11, behindByte(formats)],
  signatureAlgorithms: (...algorithms: number[]): ExtensionToMake => [13, behindWord(words(algorithms))],
  alpn: (...names: string[]): ExtensionToMake => [16, behindWord(names.flatMap((name) => behindByte(letters(name))))],
  offeredVersions: (...versions: number[]): ExtensionToMake => [43, behindByte(words(versions))],
  chosenVersion: (version: number): ExtensionToMake => [43, word(version)],
  empty: (type: number): ExtensionToMake => [type, []],
} as const;

export interface ClientHelloToMake {
  readonly version?: number;
  readonly ciphers?: readonly number[];
  readonly extensions?: readonly ExtensionToMake[];
}

export interface ServerHelloToMake {
  readonly version?: number;
  readonly cipher?: number;
  readonly extensions?: readonly ExtensionToMake[];
  readonly random?: readonly number[];
}

/** No block where there are none, as hellos of old. */
const extensionBlock = (extensions: readonly ExtensionToMake[]): number[] =>
  extensions.length === 0
    ? []
    : behindWord(extensions.flatMap(([type, content]) => [...word(type), ...behindWord(content)]));

const random = Array.from({ length: 32 }, (_, i) => i);

/** A message without a record around it. */
export function makeClientHello({
  version = 0x0303,
  ciphers = [0x1301],
  extensions = [],
}: ClientHelloToMake): number[] {
  const fixed = [...word(version), ...random, ...behindByte([]), ...behindWord(words(ciphers)), ...behindByte([0])];
  return [1, ...behindTriple([...fixed, ...extensionBlock(extensions)])];
}

/** A message without a record around it. */
export function makeServerHello(made: ServerHelloToMake): number[] {
  const { version = 0x0303, cipher = 0x1301, extensions = [] } = made;
  const fixed = [...word(version), ...(made.random ?? random), ...behindByte([]), ...word(cipher), 0];
  return [2, ...behindTriple([...fixed, ...extensionBlock(extensions)])];
}

/** The random bytes by which a server hello asks for another client hello. */
export const retryRandom: readonly number[] = [
  ...Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex'),
];

/** A message without a record around it. */
export function makeCertificateMessage(...certificates: readonly Uint8Array[]): number[] {
  return [11, ...behindTriple(behindTriple(certificates.flatMap((der) => behindTriple([...der]))))];
}

/** One record. */
export function tlsRecord(type: number, content: readonly number[]): number[] {
  return [type, 3, 1, ...behindWord(content)];
}

/** Messages in records of so many bytes. */
export function inRecords(messages: readonly number[], recordBytes = 16_384): Uint8Array {
  const records: number[] = [];
  for (let at = 0; at < messages.length; at += recordBytes)
    records.push(...tlsRecord(22, messages.slice(at, at + recordBytes)));
  return Uint8Array.from(records);
}

export const changeCipherSpec: Uint8Array = Uint8Array.from(tlsRecord(20, [1]));
