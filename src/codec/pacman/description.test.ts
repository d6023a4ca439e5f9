import { expect, it } from 'vitest';
import { readDescription, readFiles } from './description.ts';

const description = '%NAME%\nlamp\n\n%VERSION%\n1:1.2-3\n\n%INSTALLDATE%\n1700000000\n\n%DEPENDS%\nglibc\nbash>=5\n\n';

it('a package has a name, a version and when it was installed', () => {
  expect(readDescription(description)).toEqual({ name: 'lamp', version: '1:1.2-3', installed: 1_700_000_000 });
  expect(readDescription('%NAME%\nlamp\n%INSTALLDATE%\nsoon\n')).toEqual({ name: 'lamp', version: '' });
});

it('a text that names none is none', () => {
  for (const text of ['', '\n\n', 'NAME\nlamp\n', '%NAME%\n\nlamp\n']) expect(readDescription(text)).toBeUndefined();
});

it('a package has files and folders, some of them to be edited', () => {
  const text = '%FILES%\netc/\netc/lamp.conf\nusr/bin/a b\n\nno file\n%BACKUP%\netc/lamp.conf\t0123456789abcdef\n';
  expect(readFiles(text)).toEqual({
    paths: ['/etc', '/etc/lamp.conf', '/usr/bin/a b'],
    configurations: new Set(['/etc/lamp.conf']),
  });
  expect(readFiles('').paths).toEqual([]);
});
