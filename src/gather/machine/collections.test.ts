import { describe, expect, it } from 'vitest';
import { type Files, machineOf } from '../../../tests/machine-tree.ts';
import { type Collection, collectionAt } from './collections.ts';

const at = (...paths: readonly string[]): Collection | undefined => {
  const files: Files = Object.fromEntries(paths.map((path) => [path, '']));
  return collectionAt(machineOf(files).tree);
};

describe('collections', () => {
  it('finds what UAC copied', () => {
    expect(at('/[root]/etc/passwd', '/uac.log', '/live_response/process/ps.txt')).toEqual({
      collector: 'uac',
      top: '/[root]',
      platform: 'linux',
    });
  });
  it('finds what KAPE copied', () => {
    expect(at('/C/Windows/System32/config/SOFTWARE', '/2026-11-23T12_00_00_ConsoleLog.txt')).toEqual({
      collector: 'kape',
      top: '/C',
      platform: 'windows',
    });
  });
  it("finds KAPE's target beside its modules, and modules alone", () => {
    const modules = ['/module/ProgramExecution/20261123120000_PECmd_Output.csv', '/module/LiveResponse/autoruns.csv'];
    expect(at('/target/C/Windows/x', '/target/2026-11-23T120000_CopyLog.csv', ...modules)).toEqual({
      collector: 'kape',
      top: '/target/C',
      platform: 'windows',
    });
    for (const paths of [modules, ['/20261123120000_PECmd_Output.csv'], ['/LiveResponse/autoruns.csv']])
      expect(at(...paths)).toEqual({ collector: 'kape', top: '/C', platform: 'windows' });
  });
  it('finds a collection in a folder of the one that was named, where there is but one', () => {
    const uac = ['/uac-web1/[root]/etc/passwd', '/uac-web1/uac.log', '/uac-web1.tar.gz'];
    expect(at(...uac)).toEqual({ collector: 'uac', base: '/uac-web1', top: '/[root]', platform: 'linux' });
    expect(at(...uac, '/uac-web2/[root]/etc/passwd')).toBeUndefined();
    expect(at('/x/uploads/auto/C%3A/Windows/x')).toEqual({
      collector: 'velociraptor',
      base: '/x',
      top: '/uploads/auto/C%3A',
      platform: 'windows',
    });
  });
  it('finds what Velociraptor uploaded, of either system', () => {
    expect(at('/uploads/auto/etc/passwd', '/uploads.json')).toEqual({
      collector: 'velociraptor',
      top: '/uploads/auto',
      platform: 'linux',
    });
    const registry = '/uploads/ntfs/%5C%5C.%5CC%3A/Windows/System32/config/SYSTEM';
    expect(at(registry)).toEqual({
      collector: 'velociraptor',
      top: '/uploads/ntfs/%5C%5C.%5CC%3A',
      platform: 'windows',
    });
    expect(at(registry, '/uploads/auto/C%3A/Windows/x')).toEqual({
      collector: 'velociraptor',
      top: '',
      platform: 'windows',
    });
  });
  it('knows tables of Velociraptor where it copied nothing', () => {
    expect(at('/results/Linux.Sys.Pslist.json', '/uploads.json')).toEqual({
      collector: 'velociraptor',
      top: '/uploads/auto',
      platform: 'linux',
    });
    expect(at('/results/test.json')).toBeUndefined();
  });
  it('leaves the root of a machine alone, and any other folder', () => {
    expect(at('/etc/passwd', '/var/log/syslog', '/uploads/auto/etc/x')).toBeUndefined();
    expect(at('/Windows/System32/x', '/C/Windows/x')).toBeUndefined();
    expect(at('/src/main.c', '/uploads/photo.jpg')).toBeUndefined();
  });
});
