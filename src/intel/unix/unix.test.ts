import { describe, expect, test } from 'vitest';
import { isSharedFolder } from '../../model/shared-folders.ts';
import { isEverydayHidden, isMadeByPrograms, isOfDesktop, startsInTheOpen } from './hidden-names.ts';
import { isInterpreter, isShell } from './interpreters.ts';
import { imitatesThread, isThreadFileName, isThreadName } from './kernel-threads.ts';
import { isSystemPart, isTakenName, isWellKnownProgram } from './system-programs.ts';
import { inTemporaryFolder, temporaryFolderOf, temporaryFolders } from './temporary-folders.ts';

describe('temporary folders', () => {
  test.each([...temporaryFolders, '/run/user/1000'])('%s is one, and what stands in it is in one', (folder) => {
    expect(temporaryFolderOf(`${folder}/.x/y`)).toBe(`${folder}/`);
    expect(inTemporaryFolder(folder)).toBe(false);
    expect(inTemporaryFolder(`/home/x${folder}/y`)).toBe(false);
  });
});

describe('names of threads', () => {
  test.each(['kworker/0:1H-kblockd', 'ksoftirqd/3', 'kswapd0', 'rcu_tasks_trace', 'jbd2/sda1-8', 'migration/12'])(
    '%s is how the kernel shows one',
    (name) => {
      expect(isThreadName(name)).toBe(true);
      expect(imitatesThread(name) || name.startsWith('rcu_')).toBe(true);
    },
  );
  test.each(['kworkerds', 'kthreaddk', 'kthrotlds', 'kswapd0', '[kworker/0:0]'])(
    'no file is called %s by right',
    (name) => {
      expect(isThreadFileName(name)).toBe(true);
    },
  );
  test.each(['watchdogd', 'kdevtmpfsi', 'kworkerds', 'migration', '[kthreadd]'])('%s sounds like one', (name) => {
    expect(imitatesThread(name)).toBe(true);
  });
  test.each(['ksmtuned', 'kdevelop', 'migration_2024', 'watchdog-exporter', 'jbd2dump', 'kubelet', 'kworkflow'])(
    '%s is a program like others',
    (name) => {
      expect([isThreadName(name), isThreadFileName(name), imitatesThread(name)]).toEqual([false, false, false]);
    },
  );
  test('a plain word is none without what stands behind it', () => {
    expect(['migration', 'watchdog', 'irq', 'jbd2'].filter(isThreadName)).toEqual([]);
  });
});

describe('names of programs', () => {
  test.each(['sh', 'bash', 'rbash', 'dash', 'zsh', 'ksh', 'ash', 'fish', 'tcsh', 'mksh'])('%s is a shell', (name) => {
    expect(isShell(name)).toBe(true);
  });
  test.each(['python3.11', 'perl5', 'node', 'nodejs', 'ruby', 'php8.2', 'java', 'deno', 'luajit'])(
    '%s runs a language',
    (name) => {
      expect(isInterpreter(name)).toBe(true);
    },
  );
  test.each(['ssh', 'push', 'nodemon', 'pythonic', 'phpize', 'javac', 'rush'])('%s is neither', (name) => {
    expect([isShell(name), isInterpreter(name)]).toEqual([false, false]);
  });
  test('parts of the system are well known, and their short forms are taken', () => {
    expect([isSystemPart('systemd-udevd'), isSystemPart('nginx')]).toEqual([true, false]);
    expect([isWellKnownProgram('networkmanager'), isWellKnownProgram('nginx')]).toEqual([true, true]);
    expect(['NetworkManager', 'systemd-x', 'ps', 'shd', 'redis-server'].every(isTakenName)).toBe(true);
    expect(['xmrig', 'build', 'app'].some(isTakenName)).toBe(false);
  });
});

test('what tools keep in hidden folders is neither looked through nor strange; what people name is looked through', () => {
  const answers = (name: string): boolean[] => [startsInTheOpen(name), isMadeByPrograms(name), isEverydayHidden(name)];
  expect(answers('.rbenv')).toEqual([true, true, false]);
  expect(answers('.cargo')).toEqual([true, true, true]);
  expect(answers('.scripts')).toEqual([true, false, false]);
  expect(answers('.mypy_cache')).toEqual([false, true, false]);
  expect(answers('.X11-unix')).toEqual([false, false, false]);
  expect(isOfDesktop('.X11-unix')).toBe(true);
  expect(answers('.x')).toEqual([false, false, false]);
  expect(answers('...')).toEqual([false, false, false]);
});

test('folders of many things are shared, and one that a program has for itself is not', () => {
  const shared = [
    '',
    '/',
    '/tmp',
    '/usr/bin',
    '/usr/local/bin',
    '/home/ann',
    '/root',
    '/opt',
    '/etc',
    '/var/www',
    '/lib64',
  ];
  expect([...shared, ...temporaryFolders].filter((folder) => !isSharedFolder(folder))).toEqual([]);
  expect(['/opt/xmrig', '/etc/xmrig', '/home/ann/x', '/tmp/.x', '/var/www/shop'].filter(isSharedFolder)).toEqual([]);
});
