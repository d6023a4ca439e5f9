/**
 * The columns of the .NET metadata tables up to ManifestResource.
 * Source: ECMA-335, 6th edition, partition II, 22 (the tables) and 24.2.6 (coded indexes).
 * Does not see: the tables of generics, 0x2a to 0x2c, and those of symbol files, which nothing here asks for.
 */

/** A column: bytes, a heap, rows of one table, or rows of one of several tables with a tag in the low bits. */
export type Column = 2 | 4 | 'string' | 'guid' | 'blob' | { readonly of: readonly number[]; readonly tagBits: number };

const index = (...of: number[]): Column => ({ of, tagBits: 0 });
const coded = (tagBits: number, ...of: number[]): Column => ({ of, tagBits });
const typeDefOrRef = coded(2, 0x02, 0x01, 0x1b);
const methodDefOrRef = coded(1, 0x06, 0x0a);
const hasCustomAttribute = coded(
  5,
  ...[0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0a, 0x00, 0x0e, 0x17, 0x14],
  ...[0x11, 0x1a, 0x1b, 0x20, 0x23, 0x26, 0x27, 0x28, 0x2a, 0x2c, 0x2b],
);
const implementation = coded(2, 0x26, 0x23, 0x27);

/** Tables 0x00 to 0x28, in their order. */
export const schema: readonly (readonly Column[])[] = [
  [2, 'string', 'guid', 'guid', 'guid'], // Module
  [coded(2, 0x00, 0x1a, 0x23, 0x01), 'string', 'string'], // TypeRef
  [4, 'string', 'string', typeDefOrRef, index(0x04), index(0x06)], // TypeDef
  [index(0x04)], // FieldPtr
  [2, 'string', 'blob'], // Field
  [index(0x06)], // MethodPtr
  [4, 2, 2, 'string', 'blob', index(0x08)], // MethodDef
  [index(0x08)], // ParamPtr
  [2, 2, 'string'], // Param
  [index(0x02), typeDefOrRef], // InterfaceImpl
  [coded(3, 0x02, 0x01, 0x1a, 0x06, 0x1b), 'string', 'blob'], // MemberRef
  [2, coded(2, 0x04, 0x08, 0x17), 'blob'], // Constant
  [hasCustomAttribute, coded(3, 0x06, 0x0a), 'blob'], // CustomAttribute
  [coded(1, 0x04, 0x08), 'blob'], // FieldMarshal
  [2, coded(2, 0x02, 0x06, 0x20), 'blob'], // DeclSecurity
  [2, 4, index(0x02)], // ClassLayout
  [4, index(0x04)], // FieldLayout
  ['blob'], // StandAloneSig
  [index(0x02), index(0x14)], // EventMap
  [index(0x14)], // EventPtr
  [2, 'string', typeDefOrRef], // Event
  [index(0x02), index(0x17)], // PropertyMap
  [index(0x17)], // PropertyPtr
  [2, 'string', 'blob'], // Property
  [2, index(0x06), coded(1, 0x14, 0x17)], // MethodSemantics
  [index(0x02), methodDefOrRef, methodDefOrRef], // MethodImpl
  ['string'], // ModuleRef
  ['blob'], // TypeSpec
  [2, coded(1, 0x04, 0x06), 'string', index(0x1a)], // ImplMap
  [4, index(0x04)], // FieldRVA
  [4, 4], // EncLog
  [4], // EncMap
  [4, 2, 2, 2, 2, 4, 'blob', 'string', 'string'], // Assembly
  [4], // AssemblyProcessor
  [4, 4, 4], // AssemblyOS
  [2, 2, 2, 2, 4, 'blob', 'string', 'string', 'blob'], // AssemblyRef
  [4, index(0x23)], // AssemblyRefProcessor
  [4, 4, 4, index(0x23)], // AssemblyRefOS
  [4, 'string', 'blob'], // File
  [4, 4, 'string', 'string', implementation], // ExportedType
  [4, 4, 'string', implementation], // ManifestResource
];
