import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CefEvent } from './read.ts';
import { readCef } from './read.ts';

function event(line: string): CefEvent | undefined {
  const read = readCef(line);
  return read.status === 'ok' ? read.value : undefined;
}

function extension(text: string): Record<string, string> {
  return Object.fromEntries(event(`CEF:0|a|b|1|2|c|3|${text}`)?.extension ?? []);
}

describe('an event in the Common Event Format', () => {
  it('is read behind syslog’s prefix', () => {
    expect(
      event('Nov 23 16:00:01 gate CEF:0|Example|IDS|1.0|2024792|Miner login|8|src=192.0.2.10 dpt=3333'),
    ).toMatchObject({
      version: '0',
      vendor: 'Example',
      product: 'IDS',
      classId: '2024792',
      name: 'Miner login',
      severity: '8',
    });
  });
  it('is read with a space in its mark and without an extension', () => {
    expect(event('CEF: 0|Example|Gate|v6|18433|name|7')).toMatchObject({ severity: '7' });
    expect(event('CEF:0|Example|Gate|v6|18433|name|7|')?.extension.size).toBe(0);
  });
  it('undoes escapes, in the header and behind it', () => {
    expect(event('CEF:0|a\\|b|c\\\\d|1|2|n|3|')).toMatchObject({ vendor: 'a|b', product: 'c\\d' });
    expect(extension('msg=a\\=b c\\\\d\\ne src=192.0.2.10')).toEqual({ msg: 'a=b c\\d\ne', src: '192.0.2.10' });
  });
  it('keeps spaces in values, and what looks like a key within a URL', () => {
    expect(extension('request=http://x/?a=b&c=d msg=two words  act=blocked')).toEqual({
      request: 'http://x/?a=b&c=d',
      msg: 'two words',
      act: 'blocked',
    });
  });
  it('takes the first of two values', () => {
    expect(extension('src=192.0.2.10 src=192.0.2.11')).toEqual({ src: '192.0.2.10' });
  });
  it('says where a header breaks off', () => {
    expect(readCef('x CEF:0|a|b')).toMatchObject({ status: 'malformed' });
    expect(readCef('CEF:x|a|b|c|d|e|f|')).toEqual({ status: 'not-this-format' });
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (line) => {
        readCef(`CEF:0|${line}`);
      }),
    );
  });
  it('gives back what was written', () => {
    const value = fc.stringMatching(/^[a-z0-9=\\|]([a-z0-9=\\| ]{0,20}[a-z0-9=\\|])?$/);
    fc.assert(
      fc.property(value, value, (name, msg) => {
        const header = name.replaceAll('\\', '\\\\').replaceAll('|', '\\|');
        const escaped = msg.replaceAll('\\', '\\\\').replaceAll('=', '\\=');
        const read = event(`CEF:0|a|b|1|2|${header}|3|msg=${escaped} src=192.0.2.10`);
        expect([read?.name, read?.extension.get('msg')]).toEqual([name, msg]);
      }),
    );
  });
});
