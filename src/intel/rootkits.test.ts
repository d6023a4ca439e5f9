import { describe, expect, it } from 'vitest';
import { knownRootkit, knownRootkits } from './rootkits.ts';

describe('public rootkits', () => {
  it('are told by the names of their files and modules', () => {
    expect(knownRootkit('libprocesshider.so')?.form).toBe('library');
    expect(knownRootkit('libprocesshider.so.1')?.form).toBe('library');
    for (const name of ['diamorphine', 'diamorphine.ko', 'Reptile_Module.ko.xz', 'suterusu.ko'])
      expect(knownRootkit(name)?.form).toBe('module');
  });

  it('are not names that only resemble theirs', () => {
    for (const name of ['libproc', 'reptiles.ko', 'diamorphine-notes', 'libc.so.6', 'rootkit', ''])
      expect(knownRootkit(name)).toBeUndefined();
  });

  it('each have a source and a date', () => {
    for (const { source, asOf } of knownRootkits) {
      expect(source).toMatch(/^https:/);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});
