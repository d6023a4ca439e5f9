/** What a file's name says it is, asked only where its content leaves the question open. */
import type { ArtifactKind } from '../../model/artifact.ts';

const byExtension: Partial<Record<ArtifactKind, string>> = {
  script: 'sh bash zsh ksh csh ps1 psm1 bat cmd vbs vbe wsf hta',
  'source-code':
    'c h cc cpp cxx hh hpp m mm go rs zig java kt kts scala groovy swift cs fs vb py pyi pyx rb pl pm php lua tcl r jl ' +
    'ts mts cts tsx js mjs cjs jsx vue svelte dart ex exs erl hs ml mli el lisp clj d nim pas asm s f90 css scss less ' +
    'map proto cmake mk am in m4 diff patch snap zeek bro',
  config:
    'json jsonc json5 yaml yml toml ini conf cfg cnf config properties env service timer socket desktop plist reg xml',
  document: 'md markdown mdx rst adoc asciidoc tex texi pod man me ms org po pot',
  page: 'html htm xhtml svg',
  database: 'sql db sqlite sqlite3 mdb ldb rdb',
  log: 'log',
  rules: 'yar yara spl kql',
};

const kindOfExtension = new Map<string, ArtifactKind>();
for (const [kind, extensions] of Object.entries(byExtension))
  for (const extension of extensions.split(' ')) kindOfExtension.set(extension, kind as ArtifactKind); // keys of the table above

/** README, LICENSE.txt, NEWS.gz, copyright, … */
const documentNames =
  /^(readme|changelog|changes|history|license|licence|copying|copyright|notice|news|authors|contributors|contributing|security|install|todo|thanks|credits|faq)([.-].*)?$/;

/** Files that run commands and carry no extension. */
const scriptNames = /^(dockerfile|containerfile|\.bashrc|\.profile|\.bash_profile|\.zshrc|rc\.local)(\..*)?$/;

/** What pm2 starts is listed in a module. */
const configNames = /^(ecosystem|pm2)\.config\.c?js$/;

/** The last part of a name such as `image.tar!layer!/usr/bin/x`, in lower case. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'), name.lastIndexOf('!')) + 1).toLowerCase();
}

/** The extension of a base name, without its dot; empty where there is none. */
export function extensionOf(base: string): string {
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? '' : base.slice(dot + 1);
}

/** The kind that a name states, or undefined. */
export function kindByName(name: string): ArtifactKind | undefined {
  const base = baseName(name);
  if (scriptNames.test(base)) return 'script';
  if (configNames.test(base)) return 'config';
  const kind = kindOfExtension.get(extensionOf(base));
  if (kind !== undefined) return kind;
  if (documentNames.test(base)) return 'document';
  return undefined;
}
