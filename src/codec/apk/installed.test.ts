import { describe, expect, it } from 'vitest';
import { readInstalled } from './installed.ts';

describe('the list of installed packages of Alpine Linux', () => {
  it('gives packages with their files and digests', () => {
    const text =
      'C:Q1x=\nP:musl\nV:1.2.4-r2\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nZ:Q1qUqP5cyxm6YcTAhz05Hph5gvu9M=\nF:\nR:top\n\nP:empty\nV:1\n\nV:2\n';
    expect([...readInstalled(text)]).toEqual([
      {
        name: 'musl',
        version: '1.2.4-r2',
        files: [
          {
            path: '/lib/ld-musl-x86_64.so.1',
            digest: { algorithm: 'sha1', bytes: new Uint8Array(Buffer.from('qUqP5cyxm6YcTAhz05Hph5gvu9M=', 'base64')) },
          },
          { path: '/top' },
        ],
      },
      { name: 'empty', version: '1', files: [] },
    ]);
  });

  it('is read to its end whatever it holds', () => {
    expect([...readInstalled('Z:Q1\nR:\n\n\n\nP:a\nF:x\nZ:Q2AAAA\nR:b\nZ:?')]).toMatchObject([
      { name: 'a', files: [{ path: '/x/b' }] },
    ]);
    const long = `P:a\nF:${'x'.repeat(5000)}\n${'R:b\n'.repeat(1000)}`;
    expect([...readInstalled(long)]).toEqual([{ name: 'a', version: '', files: [] }]);
  });
});

it('a digest of signs of equality alone takes no time', () => {
  const [read] = readInstalled(`P:a\nF:bin\nR:x\nZ:Q1${'='.repeat(400_000)}x\n`);
  expect(read?.files).toEqual([{ path: '/bin/x' }]);
});
