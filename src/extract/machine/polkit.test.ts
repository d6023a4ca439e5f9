import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { polkit } from './polkit.ts';

test('a rule that answers yes to everybody lets in', () => {
  const files = {
    '/etc/polkit-1/rules.d/00-a.rules':
      '// ours, if any\npolkit.addRule(function(action, subject) {\n  return polkit.Result.YES;\n});\n',
    '/var/lib/polkit-1/localauthority/50-local.d/all.pkla':
      '[all]\nIdentity=unix-user:*\nAction=*\nResultAny=yes\nResultActive=yes\n',
  };
  expect(openSightings(polkit, files)).toMatchObject([
    { line: 2, ...because('lets-in') },
    { line: 1, ...because('lets-in') },
  ]);
});

test('rules for a group, an action or with another answer are ordinary', () => {
  const files = {
    '/etc/polkit-1/rules.d/50-libvirt.rules':
      'polkit.addRule(function(action, subject) {\n  if (action.id == "org.libvirt.unix.manage" && subject.isInGroup("libvirt"))\n    return polkit.Result.YES;\n});\npolkit.addRule(function(action, subject) { return polkit.Result.NOT_HANDLED; });\n',
    '/etc/polkit-1/localauthority/50-local.d/update.pkla':
      '[Update]\nIdentity=unix-group:sudo\nAction=org.freedesktop.packagekit.*\nResultAny=auth_admin\n[Colour]\nIdentity=unix-user:*\nAction=org.freedesktop.color-manager.*\nResultAny=yes\n',
  };
  expect(openSightings(polkit, files)).toEqual([]);
  expect(sightings(polkit, files)).toMatchObject([{ line: 1 }, { line: 5 }]);
});
