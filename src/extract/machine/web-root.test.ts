import { describe, expect, it } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { webRoot } from './web-root.ts';

const shell = '<?php @eval($_POST["x"]); ?>';
const run = (files: Files) => runProbe(webRoot, machineOf(files)).filter((told) => !('looked' in told));
const openOf = (files: Files) => run(files).flatMap((told) => ('kind' in told && !told.aside ? [told.path] : []));

describe('web roots', () => {
  it('show a script that runs what a request tells it, and have it examined', () => {
    const [trace, examined] = run({ '/var/www/html/a.php': shell });
    expect(trace).toMatchObject({
      kind: 'file-trace',
      value: { form: 'web-script', why: ['web-root', 'runs-requests', 'recent'] },
      offset: 7,
    });
    expect(examined).toEqual({ examine: '/var/www/html/a.php' });
  });

  it('know a script that starts something by its hash', () => {
    const told = run({ '/var/www/html/uploads/.cache/start.sh': { content: '#!/bin/sh\n', mode: 0o755 } });
    expect(told[0]).toMatchObject({
      value: { form: 'script', sha256: 'a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf' },
    });
  });

  it.each([
    ['nginx', '/etc/nginx/sites-enabled/a', 'server {\n  root /data/site;\n}\n'],
    ['Apache', '/etc/apache2/sites-enabled/a.conf', '<VirtualHost *:80>\n  DocumentRoot "/data/site"\n'],
    ['lighttpd', '/etc/lighttpd/lighttpd.conf', 'server.document-root = "/data/site"\n'],
    ['Caddy', '/etc/caddy/Caddyfile', 'a.example {\n\troot * /data/site\n}\n'],
  ])('are found where %s says', (_, path, configuration) => {
    expect(openOf({ [path]: configuration, '/data/site/a.php': shell })).toEqual(['/data/site/a.php']);
  });

  it('are found in homes and below Tomcat', () => {
    const jsp = '<% Runtime.getRuntime().exec(request.getParameter("c")); %>';
    const files = { '/home/ann/public_html/a.php': shell, '/var/lib/tomcat9/webapps/ROOT/a.jsp': jsp };
    expect(openOf(files)).toHaveLength(2);
  });

  it('tell of scripts among uploads only aside', () => {
    const told = run({ '/var/www/wp-content/uploads/2026/a.php': '<?php // Silence is golden.' });
    expect(told).toMatchObject([
      { aside: true, value: { why: ['web-root', 'recent'] } },
      { examine: '/var/www/wp-content/uploads/2026/a.php' },
    ]);
  });

  it('are found at the beginning of a long script, whose rest is a gap', () => {
    const files = {
      '/var/www/long.php': `${shell}\n${'// more\n'.repeat(50_000)}`,
      '/var/www/hidden.php': `<?php\n${'// more\n'.repeat(50_000)}${shell}`,
    };
    const told = run(files);
    expect(told).toContainEqual(expect.objectContaining({ path: '/var/www/long.php' }));
    expect(told).toContainEqual({
      gap: {
        code: 'limit-bytes',
        what: '2 scripts of web roots are longer than 256 KiB: only the beginning is searched',
        path: '/var/www/hidden.php',
      },
    });
    expect(openOf(files)).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('sha256');
  });

  it('are silent on an ordinary site', () => {
    const site = { '/var/www/index.php': '<?php echo htmlspecialchars($_GET["q"]);', '/var/www/a.css': 'a {}' };
    expect(openOf(site)).toEqual([]);
  });

  it('are not the whole machine, whatever a configuration says', () => {
    expect(run({ '/etc/nginx/nginx.conf': 'root /;', '/opt/a.php': shell })).toEqual([]);
  });
});
