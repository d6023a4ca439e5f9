import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDesktopEntry } from './desktop-entry.ts';

test('the command of an entry is read without its field codes', () => {
  const text =
    '# x\n[Desktop Entry]\nType=Application\nName=Mail\nExec="/opt/my mail/run" --at %U\\s100%%\n[Desktop Action new]\nExec=other\n';
  expect(readDesktopEntry(text)).toEqual({
    name: 'Mail',
    command: { text: '"/opt/my mail/run" --at 100%', written: '"/opt/my mail/run" --at %U\\s100%%', line: 5 },
    off: false,
    unseen: false,
  });
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('%s switches it off', (line) => {
  expect(readDesktopEntry(`[Desktop Entry]\nExec=a\n${line}\n`)).toMatchObject({ off: true });
});

test('a file without the group is something else', () => {
  expect(readDesktopEntry('[Unit]\nExec=a\n')).toBeUndefined();
});

test('any text is read to its end', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readDesktopEntry(`[Desktop Entry]\n${text}`)).toBeDefined();
    }),
  );
});

test('a command behind thousands of lines is read', () => {
  const text = `[Desktop Entry]\n${'#\n'.repeat(6000)}Exec=/tmp/x\n`;
  expect(readDesktopEntry(text)?.command?.text).toBe('/tmp/x');
});
