import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { target } from '../../../fuzz/targets/mail.ts';
import { open, texts } from '../../../tests/decoding.ts';
import { hasPeer } from '../../../tests/peer.ts';
import { temporaryFolder } from '../../../tests/temporary-folder.ts';
import { fields, fixture, lines, withAttachment } from './mail.fixture.ts';
import { mail } from './mail.ts';

const accepts = (bytes: Uint8Array): boolean => mail.accepts(bytes.subarray(0, 4096), 'x');

describe('mail', () => {
  it('opens its own format and leaves other bytes alone', async () => {
    expect(accepts(fixture.opens)).toBe(true);
    expect((await open(mail, fixture.opens)).children.length).toBeGreaterThan(0);
    expect(accepts(fixture.leaves)).toBe(false);
  });

  it('gives texts as documents, attachments as what they are, and everything else that stands there', async () => {
    const opened = await open(mail, withAttachment);
    expect(opened.gaps).toEqual([]);
    const { headers, ...rest } = texts(opened);
    expect(rest).toEqual({
      preamble: 'not shown by mail programs',
      part1: 'Grüße, see below',
      'ä.sh': '#!/bin/sh\necho hi\n',
      epilogue: 'behind the end\r\n',
    });
    expect(headers).toContain('Subject: sample');
    expect(headers).toContain('filename*1=.sh');
    expect(opened.children.filter(({ bytes }) => accepts(bytes))).toEqual([]);
    const kinds = Object.fromEntries(opened.children.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({ part1: 'document', headers: 'document' });
    expect(kinds['ä.sh']).toBeUndefined();
  });

  it('takes a letter of one part, and files between its lines', async () => {
    const letter = lines(...fields, '', 'Hello', 'begin 644 x.sh', '*(R$O8FEN+W-H"@', '`', 'end', 'bye');
    expect(accepts(letter)).toBe(true);
    expect(texts(await open(mail, letter))['x.sh']).toBe('#!/bin/sh\n');
  });

  it.each([
    ['plain', 'filename=a.sh', 'a.sh'],
    ['quoted', 'filename="a; \\"b\\".sh"', 'a; "b".sh'],
    ['an encoded word', 'filename="=?iso-8859-1?Q?=E4_b.sh?="', 'ä b.sh'],
    ['two encoded words', 'filename="=?utf-8?B?w6Q=?= =?utf-8?Q?.sh?="', 'ä.sh'],
    ['climbing', 'filename="../../x"', '../../x'],
    ['bytes beyond ASCII', 'filename="ä"', 'ä'],
  ])('reads a file name that is %s', async (_, told, name) => {
    const letter = lines(...fields, `Content-Disposition: attachment; ${told}`, 'Content-Type: image/png', '', 'x');
    expect((await open(mail, letter)).children.map((child) => child.name)).toContain(name);
  });

  it('parts a mailbox into its messages, and leaves patches alone', async () => {
    const box = Buffer.concat([
      lines('From a@example.com Mon Jan  1 00:00:00 2024'),
      withAttachment,
      lines('', 'From b@example.com Mon Jan  1 00:00:00 2024'),
      withAttachment,
    ]);
    expect(accepts(box)).toBe(true);
    const { children } = await open(mail, box);
    expect(children.map(({ name }) => name)).toEqual(['message1', 'message2']);
    expect(children.every(({ bytes }) => accepts(bytes))).toBe(true);
    const patch = lines(`From ${'a'.repeat(40)} Mon Sep 17 00:00:00 2001`, ...fields, '', '---');
    expect(accepts(patch)).toBe(false);
  });

  it('gives what stands there where boundaries are missing', async () => {
    const letter = lines(...fields, 'Content-Type: multipart/mixed; boundary=x', '', 'pool.example.com:3333');
    expect(texts(await open(mail, letter))['preamble']).toContain('pool.example.com:3333');
    const unclosed = lines(...fields, 'Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'never closed');
    expect(texts(await open(mail, unclosed))['part1']).toContain('never closed');
  });

  it('says where parts are nested too deep, and gives them unread', async () => {
    let inner = 'text';
    for (let i = 0; i < 40; i++)
      inner = `Content-Type: multipart/mixed; boundary=b${i}x\r\n\r\n--b${i}x\r\n${inner}\r\n--b${i}x--\r\n`;
    const { children, gaps } = await open(mail, Buffer.from(`${fields.join('\r\n')}\r\n${inner}`));
    expect(gaps).toMatchObject([{ code: 'limit-depth' }]);
    expect(children.some(({ bytes }) => Buffer.from(bytes).includes('text'))).toBe(true);
  });

  it('stops at the number of parts', async () => {
    const { children, gaps } = await open(mail, withAttachment, { children: 2 });
    expect(children).toHaveLength(2);
    expect(gaps).toMatchObject([{ code: 'limit-count' }]);
  });

  it('never throws on hostile bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(withAttachment.length - 1), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = Uint8Array.from(withAttachment);
        for (const [at, byte] of changes) bytes[at] = byte;
        target.run(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!hasPeer('python3'))('mail that Python writes (skipped without python3)', () => {
  const folder = temporaryFolder();
  const script = `
from email.message import EmailMessage
import email.policy, json
inner = EmailMessage(); inner['From'] = 'a@example.com'; inner['Subject'] = 'sübject'
inner.set_content('Hällo text\\n' * 20)
inner.add_alternative('<html><b>x</b></html>', subtype='html')
inner.add_attachment(bytes(range(256)) * 10, maintype='application', subtype='octet-stream',
    filename='a päyload whose name is so long that it is continued over several lines, as RFC 2231 tells.bin')
inner.add_attachment('script é', filename='run.sh')
outer = EmailMessage(); outer['From'] = 'x@example.com'; outer['Subject'] = 'outer'; outer.set_content('see below')
outer.add_attachment(inner)
for name, message in (('inner', inner), ('outer', outer)):
    for policy in (email.policy.default, email.policy.SMTP):
        open(name + policy.linesep.strip('\\n').replace('\\r', '-crlf') + '.eml', 'wb').write(message.as_bytes(policy=policy))
leaves = [p for p in inner.walk() if not p.is_multipart()]
json.dump([[p.get_filename(), p.get_payload(decode=True).hex()] for p in leaves], open('parts.json', 'w'))
`;

  it('has the parts and the names that Python reads', async () => {
    execFileSync('python3', ['-c', script], { cwd: folder });
    const expected = JSON.parse(readFileSync(join(folder, 'parts.json'), 'utf8')) as [string | null, string][];
    for (const file of ['inner.eml', 'inner-crlf.eml']) {
      const { children } = await open(mail, readFileSync(join(folder, file)));
      const plain = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1').replaceAll('\r\n', '\n').trim();
      const found = children.filter(({ name }) => name !== 'headers');
      expect(found.map(({ bytes }) => plain(Buffer.from(bytes).toString('hex')))).toEqual(
        expected.map(([, hex]) => plain(hex)),
      );
      for (const [name] of expected) if (name !== null) expect(found.map((child) => child.name)).toContain(name);
    }
  });

  it('passes on a message within a message, to be opened in its turn', async () => {
    const { children } = await open(mail, readFileSync(join(folder, 'outer.eml')));
    const inner = children.find(({ name }) => name === 'part2');
    expect(inner && accepts(inner.bytes)).toBe(true);
  });
});
