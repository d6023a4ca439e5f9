import { describe, expect, it } from 'vitest';
import { readRustBuild } from './build-paths.ts';

const commit = '59807616e1fa2540724bfbac14d7976d7e4a3860';
const of = (text: string): ReturnType<typeof readRustBuild> => readRustBuild(Buffer.from(text));

describe("Rust's paths", () => {
  it('name the commit of the compiler', () => {
    const { commits } = of(`xx/rustc/${commit}/library/core/src/str.rs/rustc/${commit}/library/alloc/src/vec.rs`);
    expect(commits).toEqual([{ text: commit, at: 9 }]);
  });

  it('name the crates with their versions, and the home of who built them, though texts run into each other', () => {
    const registry = '/home/someone/.cargo/registry/src/index.crates.io-6f17d22bba15001f';
    const { crates, homes } = of(
      `/usr/src/main.rs${registry}/tokio-1.35.1/src/io.rscalled\`${registry}/serde_json-1.0.0-rc.1/src/lib.rs`,
    );
    expect(crates).toEqual(['serde_json 1.0.0-rc.1', 'tokio 1.35.1']);
    expect(homes).toEqual([{ text: '/home/someone', at: 16 }]);
  });

  it('are read as Windows writes them', () => {
    const { crates, homes } = of(
      'C:\\Users\\Some One\\.cargo\\registry\\src\\github.com-1ecc6299db9ec823\\ring-0.16.20\\src\\aead.rs',
    );
    expect(crates).toEqual(['ring 0.16.20']);
    expect(homes.map(({ text }) => text)).toEqual(['C:\\Users\\Some One']);
  });

  it('say nothing of programs that only talk of Rust', () => {
    const nothing = { commits: [], crates: [], homes: [] };
    expect(of('see https://github.com/rust-lang/rustc/ and registry/src/ for more')).toEqual(nothing);
    expect(of('')).toEqual(nothing);
  });
});
