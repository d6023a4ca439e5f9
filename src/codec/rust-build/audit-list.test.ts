import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAuditList } from './audit-list.ts';

const list = {
  packages: [
    { name: 'tokio', version: '1.35.1', source: 'crates.io' },
    { name: 'tool', version: '0.1.0', source: 'local', dependencies: [0], root: true },
    { name: 7 },
  ],
};

describe('the list of crates', () => {
  it('gives each crate, and the one that the program is', () => {
    const bytes = Buffer.concat([deflateSync(JSON.stringify(list)), Buffer.alloc(8)]);
    expect(readAuditList(bytes)).toEqual({
      status: 'ok',
      value: { crates: ['tokio 1.35.1', 'tool 0.1.0'], root: 'tool 0.1.0' },
    });
  });

  it('is malformed where it does not unpack or is another document', () => {
    expect(readAuditList(deflateSync(JSON.stringify(list)).subarray(0, 30))).toMatchObject({ status: 'malformed' });
    for (const text of ['[]', '{"packages": 1}', 'null', 'text'])
      expect(readAuditList(deflateSync(text)), text).toMatchObject({ status: 'malformed' });
    expect(readAuditList(Buffer.from('plain'))).toEqual({ status: 'not-this-format' });
  });
});
