import { describe, expect, it } from 'vitest';
import { linuxEvent, sigmaRule, sigmaRules, sigmaSet } from '../../../tests/sigma-rules.ts';
import type { LogEvent, LogValue } from '../../model/log-event.ts';
import { compileSigma } from './sigma-set.ts';

/** True where a rule that asks `key: value` matches an event whose field `f` has the value. */
function asks(key: string, wanted: string, value: LogValue | undefined, text = ''): boolean {
  const set = sigmaSet(sigmaRule(`a: {'${key}': ${wanted}}\ncondition: a`));
  return set.match(linuxEvent(value === undefined ? {} : { f: value }, text)).length === 1;
}

/** With the detection's YAML and an event's fields. */
function matches(detection: string, fields: Readonly<Record<string, LogValue>>, text = ''): boolean {
  return sigmaSet(sigmaRule(detection)).match(linuxEvent(fields, text)).length === 1;
}

describe('a value', () => {
  it('is the whole field, in any case', () => {
    expect(asks('f', 'Abc', 'aBC')).toBe(true);
    expect(asks('f', 'abc', 'abcd')).toBe(false);
    expect(asks('f', 'ÄΣ', 'äς')).toBe(true);
    expect(asks('f', "''", '')).toBe(true);
    expect(asks('f', "''", undefined)).toBe(false);
    expect(asks('f', "''", 'a')).toBe(false);
  });
  it('may be a number, or true, however the log writes it', () => {
    expect(asks('f', '4688', 4688)).toBe(true);
    expect(asks('f', '4688', '4688')).toBe(true);
    expect(asks('f', "'4688'", 4688)).toBe(true);
    expect(asks('f', '468', 4688)).toBe(false);
    expect(asks('f', 'true', 'True')).toBe(true);
    expect(asks('f', 'true', true)).toBe(true);
    expect(asks('f', 'false', true)).toBe(false);
  });
  it('may be null: the field is not there, or holds nothing', () => {
    expect(asks('f', 'null', undefined)).toBe(true);
    expect(asks('f', 'null', null)).toBe(true);
    expect(asks('f', 'null', '')).toBe(false);
    expect(asks('f', '[null, x]', 'x')).toBe(true);
  });
  it('may be one of a list, and the field may be a list, too', () => {
    expect(asks('f', '[a, b]', 'B')).toBe(true);
    expect(asks('f', 'b', ['a', ['b']])).toBe(true);
    expect(asks('f', 'c', ['a', ['b', null, 3]])).toBe(false);
    expect(asks('f', '3', ['a', ['b', null, 3]])).toBe(true);
  });
  it('has wildcards, which a backslash makes plain', () => {
    expect(asks('f', "'a*c'", 'abbbc')).toBe(true);
    expect(asks('f', "'a?c'", 'abc')).toBe(true);
    expect(asks('f', "'a?c'", 'ac')).toBe(false);
    expect(asks('f', "'a?c'", 'abbc')).toBe(false);
    expect(asks('f', "'*b*'", 'a\nb\nc')).toBe(true);
    expect(asks('f', "'a\\*c'", 'a*c')).toBe(true);
    expect(asks('f', "'a\\*c'", 'abc')).toBe(false);
    expect(asks('f', "'a\\?'", 'a?')).toBe(true);
    expect(asks('f', "'a\\b'", 'a\\b')).toBe(true);
    expect(asks('f', "'a\\\\b'", 'a\\b')).toBe(true);
    expect(asks('f', "'a\\\\*'", 'a\\xyz')).toBe(true);
    expect(asks('f', "'a\\\\*'", 'a*')).toBe(false);
    expect(asks('f', "'a\\\\\\*'", 'a\\*')).toBe(true);
    expect(asks('f', "'a\\\\\\\\b'", 'a\\\\b')).toBe(true);
    expect(asks('f', "'*'", '')).toBe(true);
    expect(asks('f', "'*'", undefined)).toBe(false);
    expect(asks('f', "'?*'", '')).toBe(false);
    expect(asks('f|contains', "'a*b'", 'xaYYbx')).toBe(true);
  });
});

describe('a modifier', () => {
  it('contains, startswith, endswith', () => {
    expect(asks('f|contains', 'b', 'aBc')).toBe(true);
    expect(asks('f|startswith', 'ab', 'ABc')).toBe(true);
    expect(asks('f|startswith', 'bc', 'abc')).toBe(false);
    expect(asks('f|endswith', 'BC', 'abc')).toBe(true);
    expect(asks('f|endswith', 'ab', 'abc')).toBe(false);
    expect(asks('f|contains', "''", 'abc')).toBe(true);
  });
  it('all', () => {
    expect(asks('f|contains|all', '[a, b]', 'xbxa')).toBe(true);
    expect(asks('f|contains|all', '[a, b]', 'xb')).toBe(false);
    expect(matches("a: {'|all': [one, two]}\ncondition: a", {}, 'two and one')).toBe(true);
    expect(matches("a: {'|all': [one, two]}\ncondition: a", {}, 'two')).toBe(false);
  });
  it('cased', () => {
    expect(asks('f|cased', 'Ab', 'Ab')).toBe(true);
    expect(asks('f|cased', 'Ab', 'ab')).toBe(false);
    expect(asks('f|contains|cased', 'Ab', 'xAbx')).toBe(true);
    expect(asks('f|contains|cased', 'Ab', 'xabx')).toBe(false);
    expect(asks('f|startswith|cased', 'A?c', 'abcx')).toBe(false);
    expect(asks('f|cased', "''", '')).toBe(true);
  });
  it('re, with flags', () => {
    expect(asks('f|re', "'b+c'", 'abbcd')).toBe(true);
    expect(asks('f|re', "'B+'", 'abb')).toBe(false);
    expect(asks('f|re|i', "'B+'", 'abb')).toBe(true);
    expect(asks('f|re', "'^b'", 'a\nb')).toBe(false);
    expect(asks('f|re|m', "'^b'", 'a\nb')).toBe(true);
    expect(asks('f|re', "'a.b'", 'a\nb')).toBe(false);
    expect(asks('f|re|s|i', "'A.B'", 'a\nb')).toBe(true);
    expect(asks('f|re', "'[^\\\\]+\\\\x$'", 'a\\x')).toBe(true);
  });
  it('cidr', () => {
    expect(asks('f|cidr', '10.0.0.0/8', '10.255.0.1')).toBe(true);
    expect(asks('f|cidr', '10.0.0.0/8', '11.0.0.1')).toBe(false);
    expect(asks('f|cidr', '192.168.0.0/23', '192.168.1.77')).toBe(true);
    expect(asks('f|cidr', '192.168.0.0/23', '192.168.2.77')).toBe(false);
    expect(asks('f|cidr', "'fe80::/10'", 'febf::1')).toBe(true);
    expect(asks('f|cidr', "'fe80::/10'", 'fec0::1')).toBe(false);
    expect(asks('f|cidr', "'2001:db8::/32'", '2001:0db8:0:0::192.0.2.1')).toBe(true);
    expect(asks('f|cidr', '192.0.2.0/24', '::ffff:192.0.2.9')).toBe(true);
    expect(asks('f|cidr', '192.0.2.7', '192.0.2.7')).toBe(true);
    expect(asks('f|cidr', '0.0.0.0/0', 'no address')).toBe(false);
  });
  it('lt, lte, gt, gte', () => {
    expect(asks('f|lt', '5', '4')).toBe(true);
    expect(asks('f|lt', '5', 5)).toBe(false);
    expect(asks('f|lte', '5', 5)).toBe(true);
    expect(asks('f|gt', '5', '0x10')).toBe(true);
    expect(asks('f|gte', '-1', '-1.0')).toBe(true);
    expect(asks('f|gte', '0', '')).toBe(false);
    expect(asks('f|gte', '0', 'many')).toBe(false);
  });
  it('neq', () => {
    expect(asks('f|neq', 'a', 'b')).toBe(true);
    expect(asks('f|neq', 'a', 'A')).toBe(false);
    expect(asks('f|neq', '[1, 2]', 2)).toBe(false);
    expect(matches("a: {'f|fieldref|neq': g}\ncondition: a", { f: 1, g: 2 })).toBe(true);
  });
  it('exists, whatever the field holds', () => {
    expect(asks('f|exists', 'true', null)).toBe(true);
    expect(asks('f|exists', 'true', undefined)).toBe(false);
    expect(asks('f|exists', 'false', undefined)).toBe(true);
    expect(matches("a: {'constructor|exists': true}\ncondition: a", {})).toBe(false);
  });
  it('fieldref, also for a part of a value', () => {
    expect(matches("a: {'f|fieldref': g}\ncondition: a", { f: 'Ab', g: 'aB' })).toBe(true);
    expect(matches("a: {'f|fieldref|cased': g}\ncondition: a", { f: 'Ab', g: 'aB' })).toBe(false);
    expect(matches("a: {'f|fieldref|startswith': g}\ncondition: a", { f: 'abc', g: 'ab' })).toBe(true);
    expect(matches("a: {'f|endswith|fieldref': g}\ncondition: a", { f: 'abc', g: 'ab' })).toBe(false);
    expect(matches("a: {'f|fieldref|contains': g}\ncondition: a", { f: 'abc', g: 'b' })).toBe(true);
    expect(matches("a: {'f|fieldref': g}\ncondition: a", { f: 'a' })).toBe(false);
  });
  it('windash: five signs for each dash that begins a word', () => {
    for (const dash of '-/–—―') {
      expect(asks('f|contains|windash', "' -urlcache '", `certutil ${dash}urlcache x`)).toBe(true);
      expect(asks('f|windash', "'-a /b-c'", `${dash}a -b-c`)).toBe(true);
    }
    expect(asks('f|windash', "'-a /b-c'", '-a -b/c')).toBe(false);
    expect(asks('f|contains|windash', "' -a'", ' _a')).toBe(false);
  });
  it('base64, base64offset and UTF-16', () => {
    const utf16 = (text: string, order: 'utf16le' | 'utf16be'): Buffer =>
      order === 'utf16le' ? Buffer.from(text, 'utf16le') : Buffer.from(text, 'utf16le').swap16();
    expect(asks('f|base64', 'secret', Buffer.from('secret').toString('base64'))).toBe(true);
    expect(asks('f|base64|contains', 'é!', `x${Buffer.from('é!').toString('base64')}x`)).toBe(true);
    for (const before of ['', 'x', 'xy', 'xyz', 'xyzz'])
      for (const after of ['', 'x', 'xy', 'xyz']) {
        const plain = Buffer.from(`${before}http://a${after}`).toString('base64');
        expect([before, after, asks('f|base64offset|contains', "'http://a'", plain)]).toEqual([before, after, true]);
        const wide = utf16(`${before}IEX ${after}`, 'utf16le').toString('base64');
        expect(asks('f|wide|base64offset|contains', "'IEX '", wide)).toBe(true);
        expect(asks('f|utf16le|base64offset|contains', "'IEX '", wide)).toBe(true);
        const big = utf16(`${before}IEX ${after}`, 'utf16be').toString('base64');
        expect(asks('f|utf16be|base64offset|contains', "'IEX '", big)).toBe(true);
      }
    const marked = utf16('\ufeffab', 'utf16le').toString('base64');
    expect(asks('f|utf16|base64', 'ab', marked)).toBe(true);
    expect(asks('f|wide', 'ab', 'a\0b\0')).toBe(true);
    expect(asks('f|windash|base64offset|contains', "' -enc'", Buffer.from('x /enc').toString('base64'))).toBe(true);
  });
  it('minute, hour, day, week, month, year', () => {
    const time = '2024-12-30T23:59:01Z';
    const figures = { minute: 59, hour: 23, day: 30, week: 1, month: 12, year: 2024 };
    for (const [part, figure] of Object.entries(figures)) {
      expect([part, asks(`f|${part}`, String(figure), time)]).toEqual([part, true]);
      expect([part, asks(`f|${part}`, String(figure + 1), time)]).toEqual([part, false]);
    }
    expect(asks('f|hour|gte', '22', time)).toBe(true);
    expect(asks('f|hour', '23', '2024-12-30')).toBe(false);
    expect(asks('f|week', '53', '2020-12-31 00:00')).toBe(true);
  });
  it('expand, where values are given', () => {
    const source = sigmaRule("a: {'f|expand|contains': 'x%Names%\\%y%'}\ncondition: a");
    const set = compileSigma(sigmaRules(source, new Map([['Names', ['one', 't*o']]])));
    expect(set.match(linuxEvent({ f: 'AXone%y%' }))).toHaveLength(1);
    expect(set.match(linuxEvent({ f: 'xtwo%y%' }))).toHaveLength(1);
    expect(set.match(linuxEvent({ f: 'x%Names%%y%' }))).toHaveLength(0);
  });
});

describe('a detection', () => {
  it('wants all of a map, one of a list', () => {
    expect(matches('a: {f: 1, g: 2}\ncondition: a', { f: 1, g: 2 })).toBe(true);
    expect(matches('a: {f: 1, g: 2}\ncondition: a', { f: 1, g: 3 })).toBe(false);
    expect(matches('a: [{f: 1}, {g: 2}]\ncondition: a', { f: 0, g: 2 })).toBe(true);
    expect(matches('a: [{f: 1}, word]\ncondition: a', {}, 'a Word here')).toBe(true);
  });
  it('looks for keywords in the whole line, and where there is none in every field', () => {
    expect(matches('a: [one, t*o]\ncondition: a', { f: 'x' }, 'it takes TWO')).toBe(true);
    expect(matches('a: word\ncondition: a', {}, 'words')).toBe(true);
    expect(matches('a: word\ncondition: a', { f: 'x', g: ['a word'] })).toBe(true);
    expect(matches("a: {'|re': 'w.rd$'}\ncondition: a", {}, 'a word')).toBe(true);
    expect(matches('a: word\ncondition: a', { f: 'word' }, 'nothing')).toBe(false);
  });
  it('joins by not, and, or in this order, and by brackets', () => {
    const detection = (condition: string): string => `a: {f: 1}\nb: {g: 1}\n_c: {h: 1}\ncondition: ${condition}`;
    expect(matches(detection('a or b and _c'), { f: 1 })).toBe(true);
    expect(matches(detection('(a or b) and _c'), { f: 1 })).toBe(false);
    expect(matches(detection('not a and not b'), {})).toBe(true);
    expect(matches(detection('NOT not a'), { f: 1 })).toBe(true);
    expect(matches(detection('1 of them'), { h: 1 })).toBe(false);
    expect(matches(detection('any of _*'), { h: 1 })).toBe(true);
    expect(matches(detection('all of them'), { f: 1, g: 1 })).toBe(true);
    expect(matches(detection('2 of *'), { f: 1, h: 1 })).toBe(true);
    expect(matches(detection('3 of *'), { f: 1, h: 1 })).toBe(false);
    expect(matches(detection('[a and b, _c]'), { h: 1 })).toBe(true);
  });
  it('says why it matched', () => {
    const [match] = sigmaSet(
      sigmaRule("a: {'f|contains': [x, 'C:\\b']}\nb: [word]\nc: {g: 1}\ncondition: a and b and not c"),
    ).match(linuxEvent({ f: 'c:\\B\\', g: 2 }, 'a word'));
    expect(match?.why).toEqual([
      { field: 'f', value: 'c:\\B\\', pattern: 'C:\\b' },
      { value: 'a word', pattern: 'word' },
    ]);
  });
});

describe('a filter', () => {
  const rule = `title: a\nname: rule_a\nlogsource: {product: linux, service: sshd}\ndetection: {a: {f: 1}, condition: a}\n`;
  const filter = (rules: string, condition: string, source = 'product: linux'): string =>
    `title: no admins\nlogsource: {${source}}\nfilter: {rules: ${rules}, s: {user|startswith: adm_}, condition: ${condition}}\n`;
  const event = (user: string): LogEvent => ({
    ...linuxEvent({ f: 1, user }),
    source: { product: 'linux', service: 'sshd' },
  });
  const count = (set: ReturnType<typeof compileSigma>, user: string): number => set.match(event(user)).length;

  it('takes away what it describes, in either of its two spellings', () => {
    for (const condition of ['s', 'not s'])
      for (const rules of ['[rule_a]', 'any']) {
        const set = sigmaSet(rule, filter(rules, condition));
        expect([condition, rules, count(set, 'adm_x'), count(set, 'x')]).toEqual([condition, rules, 0, 1]);
      }
  });
  it('is for its log source alone', () => {
    expect(count(sigmaSet(rule, filter('any', 's', 'product: windows')), 'adm_x')).toBe(1);
  });
  it('is named where its rule is not there', () => {
    const set = compileSigma(sigmaRules(`${rule}---\n${filter('[nobody]', 's')}`));
    expect(set.mistakes).toMatchObject([
      { path: 'test.yml', rule: 'no admins', what: expect.stringContaining('nobody') },
    ]);
    expect(count(set, 'adm_x')).toBe(1);
  });
});

describe('the index', () => {
  it('runs only rules whose texts were there', () => {
    const set = sigmaSet(
      ...Array.from({ length: 1000 }, (_, i) =>
        sigmaRule(`a: {f|contains: ['text${i}-', 'other${i}-']}\nb: {g: 1}\ncondition: a and not b`, `rule ${i}`),
      ),
    );
    for (let i = 0; i < 100; i++) expect(set.match(linuxEvent({ f: `some text${i}- here`, h: i }))).toHaveLength(1);
    expect(set.match(linuxEvent({ f: 'nothing of it' }))).toHaveLength(0);
    expect(set.work).toEqual({ events: 101, evaluated: 100 });
  });
  it('runs rules without any text always', () => {
    const set = sigmaSet(sigmaRule('a: {f: null}\ncondition: a'), sigmaRule("a: {'f|gt': 3}\ncondition: a"));
    set.match(linuxEvent({ f: 3 }));
    expect(set.work.evaluated).toBe(2);
  });
  it('remembers values, and still answers each of them', () => {
    const set = sigmaSet(sigmaRule('a: {f|contains: needle}\ncondition: a'));
    for (let i = 0; i < 9000; i++) {
      const value = i % 3 === 0 ? `needle ${i % 700}` : `hay ${i}`;
      expect(set.match(linuxEvent({ f: value }))).toHaveLength(i % 3 === 0 ? 1 : 0);
    }
  });
  it('names texts of which every match has one', () => {
    const one = sigmaRule("a: {'f|contains': ['-Needle.one', '\"two2\"']}\nb: {g: x}\ncondition: a and b");
    expect(sigmaSet(one).neededTexts()).toEqual(['-needle.one', 'two2']);
    const open = sigmaRule("a: {'f|contains': [needle, '=?']}\ncondition: a");
    expect(sigmaSet(one, open).neededTexts()).toBeUndefined();
    const windows = open.replace('linux', 'windows');
    expect(sigmaSet(one, windows).neededTexts()).toBeUndefined();
    expect(sigmaSet(one, windows).neededTexts({ product: 'linux' })).toEqual(['-needle.one', 'two2']);
  });
});

describe('a log source', () => {
  const rule = (source: string, detection = 'a: {f: 1}'): string =>
    `title: a\nlogsource: {${source}}\ndetection:\n  ${detection}\n  condition: a\n`;
  const looks = (source: string, event: Partial<LogEvent>): boolean =>
    sigmaSet(rule(source)).match({ source: {}, text: '', ...event, fields: { f: 1, ...event.fields } }).length === 1;

  it('must agree in each thing that it names', () => {
    expect(looks('category: webserver', { source: { category: 'webserver', product: 'nginx' } })).toBe(true);
    expect(looks('category: webserver, product: apache', { source: { category: 'webserver' } })).toBe(false);
    expect(looks('product: linux', { source: { product: 'linux', service: 'cron' } })).toBe(true);
    expect(looks('service: auth, product: linux', { source: { product: 'linux', service: 'sshd' } })).toBe(true);
    expect(looks('service: sshd, product: linux', { source: { product: 'linux', service: 'auth' } })).toBe(false);
  });
  it('knows Windows by channel and event', () => {
    const Channel = 'Microsoft-Windows-Sysmon/Operational';
    const source = { product: 'windows' };
    expect(looks('product: windows, service: sysmon', { source, fields: { Channel, EventID: 16 } })).toBe(true);
    expect(looks('category: process_creation', { source, fields: { Channel, EventID: '1' } })).toBe(true);
    expect(looks('category: process_creation', { source, fields: { Channel, EventID: 3 } })).toBe(false);
    expect(looks('category: registry_event', { source, fields: { Channel, EventID: 13 } })).toBe(true);
    expect(
      looks('category: ps_script', {
        source: { product: 'windows', service: 'powershell' },
        fields: { EventID: 4104 },
      }),
    ).toBe(true);
    expect(looks('category: process_creation', { source, fields: { Channel, EventID: 'constructor' } })).toBe(false);
  });
  it('reads fields by the names that the log has for them', () => {
    const has = (source: string, detection: string, event: Omit<LogEvent, 'text'>): boolean =>
      sigmaSet(rule(source, detection)).match({ text: '', ...event }).length === 1;
    const security = { product: 'windows', service: 'security' };
    expect(
      has('category: process_creation', "a: {Image|endswith: '\\x.exe', ParentImage: p, IntegrityLevel: High}", {
        source: security,
        fields: { EventID: 4688, NewProcessName: 'C:\\x.exe', ParentProcessName: 'p', MandatoryLabel: 'S-1-16-12288' },
      }),
    ).toBe(true);
    expect(
      has('category: image_load', 'a: {imphash: ABC, sha256: ff}', {
        source: { product: 'windows', service: 'sysmon' },
        fields: { EventID: 7, Hashes: 'SHA1=00,SHA256=FF,IMPHASH=abc' },
      }),
    ).toBe(true);
    expect(
      has('category: registry_set', "a: {TargetObject: 'HKLM\\SOFTWARE\\Run\\x', Details: y}", {
        source: security,
        fields: {
          EventID: 4657,
          ObjectName: '\\REGISTRY\\MACHINE\\SOFTWARE\\Run',
          ObjectValueName: 'x',
          NewValue: 'y',
        },
      }),
    ).toBe(true);
    expect(
      has('category: process_creation, product: linux', "a: {CommandLine: 'curl -s http://a'}", {
        source: { product: 'linux', service: 'auditd' },
        fields: { type: 'EXECVE', a0: 'curl', a1: '-s', a2: 'http://a' },
      }),
    ).toBe(true);
    expect(
      has('category: webserver', 'a: {cs-user-agent: b, cs-uri: /a?b=c}', {
        source: { category: 'webserver' },
        fields: { 'cs(User-Agent)': 'b', 'cs-uri-stem': '/a', 'cs-uri-query': 'b=c' },
      }),
    ).toBe(true);
    expect(
      has('category: proxy', 'a: {c-useragent: b, cs-host: c}', {
        source: { product: 'zeek', service: 'http' },
        fields: { user_agent: 'b', host: 'c' },
      }),
    ).toBe(true);
    expect(
      has('product: windows, service: windefend', 'a: {ThreatName: b}', {
        source: { product: 'windows', service: 'windefend' },
        fields: { 'Threat Name': 'b' },
      }),
    ).toBe(true);
  });
});
