import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/seven-zip.ts';
import { mayBeVolume, typeByHead, volumeType } from './format.ts';
import { lzmaOfLzip } from './lzip.ts';
import { listedMembers, printedErrors, tailBytes, writtenNames } from './printed.ts';
import { rpmPayloadAt } from './rpm-header.ts';

const head = (hex: string): Uint8Array => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(100)]);

describe('the format of an archive', () => {
  it.each([
    ['7z', '377abcaf271c0004'],
    ['rar', '526172211a070000'],
    ['rar5', '526172211a070100'],
    ['cab', '4d53434600000000'],
    ['bzip2', '425a6839314159265359'],
    ['z', '1f9d90686564'],
    ['arj', '60ea29001e0b01000010020000'],
    ['lzh', '22802d6c68352d0000000000000000000000000001'],
    ['lzma', '5d00008000ffffffffffffffff003a'],
    ['rpm', 'edabeedb03000000'],
  ])('is %s by its first bytes', (type, hex) => {
    expect(typeByHead(head(hex))).toBe(type);
  });

  it.each([
    ['a word', Buffer.from('BZh is how bzip2 begins').toString('hex')],
    ['gzip, which others read', '1f8b0800'],
    ['a dictionary of no usual size', '5d01234500ffffffffffffffff003a'],
    ['nothing', ''],
  ])('is none for %s', (_, hex) => {
    expect(typeByHead(head(hex))).toBeUndefined();
  });

  it('is that of a volume where its sixteenth sector says so', () => {
    const disc = Buffer.alloc(40_960);
    expect(mayBeVolume(disc.subarray(0, 4096), 'x', disc.length)).toBe(true);
    expect(volumeType(disc)).toBeUndefined();
    disc.write('CD001', 32_769);
    expect(volumeType(disc)).toBe('iso');
  });
});

describe('what 7-Zip prints', () => {
  it('lists members, and files as they are written', () => {
    const listed =
      'Path = a b\nSize = 5\nEncrypted = +\n\nPath = c\nFolder = +\nSize = \n\nPath = d\nAttributes = D drwx\n';
    expect(listedMembers(listed)).toEqual([
      { name: 'a b', size: 5, folder: false, encrypted: true },
      { name: 'c', folder: true, encrypted: false },
      { name: 'd', folder: true, encrypted: false },
    ]);
    expect(writtenNames('Extracting\n- a\n- b/\n- ../c\nT d\n')).toEqual(['a', '../c']);
    expect(tailBytes('Path = x\nTail Size = 12\n')).toBe(12);
  });

  it('parts errors of files from those of the archive', () => {
    expect(printedErrors('ERROR: Data Error : a : b\nERROR: /archive : Cannot open\nERROR: Bad : archive~\n')).toEqual([
      { what: 'Data Error', name: 'a : b' },
      { what: 'Cannot open' },
      { what: 'Bad' },
    ]);
  });
});

describe('what stands around it', () => {
  it('takes a cut lzip file as one stream', () => {
    expect(lzmaOfLzip(Buffer.from('LZIP\x01\x0cxyz'))).toHaveLength(1);
  });

  it('says where an RPM package has no header', () => {
    expect(rpmPayloadAt(head('edabeedb'))).toMatchObject({ status: 'malformed', at: 96 });
  });

  it('never throws on hostile bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => target.run(bytes)),
      { numRuns: 2000 },
    );
  });
});
