/** Conversations out of a capture by tshark, a second implementation beside our own reassembly. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Conversation, conversation, type Said } from './make-stream.ts';
import { hasPeer } from './peer.ts';

const corpus = new URL('../../shared/corpus/pcap/', import.meta.url);

export const canFollow: boolean = existsSync(corpus) && hasPeer('tshark');

/** Why tests on it are skipped, for their title. */
export const skipNote: string = canFollow ? '' : ' (skipped: needs tshark and ../shared/corpus)';

const streamPattern = /tcp\.stream eq (\d+)/;

function tshark(name: string, ...options: string[]): string {
  const file = new URL(name, corpus).pathname;
  return spawnSync('tshark', ['-r', file, ...options], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

/** Every conversation in which something was said, as tshark follows it. */
export function followAll(name: string): Conversation[] {
  const started = new Set(tshark(name, '-Y', 'tcp.flags.syn==1', '-T', 'fields', '-e', 'tcp.stream').split('\n'));
  const all = [...new Set(tshark(name, '-Y', 'tcp.len>0', '-T', 'fields', '-e', 'tcp.stream').split('\n'))].filter(
    Boolean,
  );
  const follows = tshark(name, '-q', ...all.flatMap((stream) => ['-z', `follow,tcp,raw,${stream}`]));
  const numberOf = (text: string): number => Number(streamPattern.exec(text)?.[1]);
  const texts = follows.split(/^Follow: /m).slice(1);
  return texts.sort((a, b) => numberOf(a) - numberOf(b)).flatMap((text) => readFollow(text, started));
}

function readFollow(text: string, started: ReadonlySet<string>): Conversation[] {
  const said = text.split('\n').flatMap((line): Said[] => {
    const hex = line.trim();
    if (hex === '' || !/^[0-9a-f]+$/.test(hex)) return [];
    return [{ from: line.startsWith('\t') ? 'server' : 'client', text: new Uint8Array(Buffer.from(hex, 'hex')) }];
  });
  const handshake = started.has(streamPattern.exec(text)?.[1] ?? '');
  const [client, server] = [...text.matchAll(/^Node [01]: (.+):(\d+)$/gm)].map((node) => ({
    address: node[1] ?? '',
    port: Number(node[2]),
  }));
  if (said.length === 0 || client === undefined || server === undefined) return [];
  return [conversation(said, { handshake, complete: handshake, client, server })];
}
