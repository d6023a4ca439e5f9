import { expect, test } from 'vitest';
import { aboveOf, isMagicLink, topOf } from './proc-links.ts';

test('links of the kernel are told from those that are text', () => {
  for (const place of ['/proc/7/exe', '/proc/7/task/8/root', '/proc/7/fd/3', '/proc/7/ns/net'])
    expect(isMagicLink(place)).toBe(true);
  for (const place of ['/proc/self', '/proc/net', '/proc/7/root/exe', '/proc/7/fd', '/process/7/exe'])
    expect(isMagicLink(place)).toBe(false);
});

test('a link of a process leads within what that process sees', () => {
  expect([topOf('/proc/7/root/app/x'), topOf('/proc/7/cwd/x'), topOf('/proc/net'), topOf('/etc/x')]).toEqual([
    '/proc/7/root',
    '/proc/7/root',
    '/',
    '/',
  ]);
});

test('above its root stands its root, and above its folder what only it knows', () => {
  expect([aboveOf('/proc/7/root'), aboveOf('/proc/7/cwd'), aboveOf('/etc/x'), aboveOf('/etc'), aboveOf('/')]).toEqual([
    '/proc/7/root',
    undefined,
    '/etc',
    '/',
    '/',
  ]);
});
