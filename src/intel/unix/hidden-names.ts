/**
 * Names that a listing leaves out and that stand in the open all the same: of homes, of projects, of desktops.
 * Sources: the manuals of the programs that make them; XDG Base Directory Specification; git(1), npm(1), cargo(1), … .
 * Does not see: who made a folder under such a name.
 */

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' ').map((name) => `.${name}`));

/** Made by programs that keep programs of their own there. */
const ofTools = setOf(
  'Trash ansible asdf aws azure bin bun bundle cabal cache cargo claude composer conda config cpan cursor ' +
    'cursor-server deno docker dotnet emacs.d flatpak fleet fonts fzf gcloud gem ghcup git github gnome gnupg go gradle ' +
    'helm icons ipython julia jupyter kde krew kube linuxbrew local m2 mamba minikube mozilla nix-profile npm ' +
    'npm-global nuget nvm oh-my-zsh opam perl5 pki pnpm pnpm-store pyenv rbenv rustup rvm sdkman snap ssh stack steam ' +
    'terraform.d themes thunderbird tmux tox vagrant.d var venv vim virtualenvs volta vscode vscode-server wine yarn zsh',
);

/** People start programs of their own from them, too; intruders like such names as well. */
const ofPeople = setOf(
  'AppImage acme.sh backup backups cron dotfiles dropbox dropbox-dist env fly forever foundry gitlab-runner goenv gvm ' +
    'i3 jenkins jenv juliaup luarocks mail nix-defexpr nodenv npm-packages npx opencode pipx plenv pm2 poetry pulumi ' +
    'screenlayout script scripts solana sway tfenv tools uv vscode-server-insiders windsurf-server wrapped',
);

/** What programs put by: nothing is started from there but by themselves. */
const ofCaches = setOf(
  'Private Trash-0 Trash-1000 android angular bash_it build build-id codex cpanm cypress dart dbus eclipse ecryptfs ' +
    'eggs elan etckeeper expo flutter fnm fontconfig gemini gitlab gvfs hg huggingface husky hypothesis idea ivy2 java ' +
    'jdks keras kotlin lmstudio matplotlib mise mypy_cache nano net next node-gyp node_modules nox nuxt nx ollama ' +
    'parcel-cache playwright pub-cache pytest_cache python ruff_cache sbt snapshots storybook svelte-kit svn swiftpm ' +
    'templateengine terraform timeshift torch trash turbo updated vagrant vercel vscode-remote wget-hsts zfs',
);
const beginnings =
  /^\.(?:mount_|org\.chromium|com\.google|com\.microsoft|goutputstream|nfs[0-9a-f]{8}|vbox-|wine-|tmp[A-Z0-9]|esd-|s\.PGSQL|lock|npm|yarn|pip|go-|dotnet|sass-cache|fuse_hidden|vite|eslint|prettier)/;

/**
 * Of so many homes and projects that standing there hides nothing. `.fonts` and the like are seldom, and liked by
 * miners.
 */
const everyday = setOf(
  'android ansible aws bashrc cache cargo circleci config docker dockerenv env git github gitignore gnupg gradle ' +
    'htaccess java kube local m2 mozilla npm npmrc nvm pm2 profile pyenv rustup ssh steam terraform var venv vimrc ' +
    'vscode well-known wine zshrc',
);

/** Folders for the sockets of a desktop, in /tmp. */
const ofDesktop = setOf('ICE-unix Test-unix X11-unix XIM-unix font-unix');

/** Programs that start from a folder of this name do so in the open. @param name with its dot */
export function startsInTheOpen(name: string): boolean {
  return ofTools.has(name) || ofPeople.has(name);
}

/** Programs make it by themselves, and fill it with what nobody would look through. @param name with its dot */
export function isMadeByPrograms(name: string): boolean {
  return ofTools.has(name) || ofCaches.has(name) || beginnings.test(name);
}

/** @param name with its dot */
export function isEverydayHidden(name: string): boolean {
  return everyday.has(name) || /^\.bash_\w{1,20}$/.test(name);
}

/** @param name with its dot */
export function isOfDesktop(name: string): boolean {
  return ofDesktop.has(name);
}
