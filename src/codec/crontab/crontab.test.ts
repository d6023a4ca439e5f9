import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnacrontab, readCrontab } from './crontab.ts';

const only = (line: string, form: 'user' | 'system' | 'fcron' = 'user') => {
  const { entries } = readCrontab(line, form);
  return entries.map(({ when, user, command, input }) =>
    [when, user, command, input].filter((part) => part !== undefined),
  );
};

describe('crontabs', () => {
  it('reads times and a command, and a user in tables of the system', () => {
    expect(only('*/5 0-6,22 * jan-mar mon  /bin/x  -a')).toEqual([['*/5 0-6,22 * jan-mar mon', '/bin/x  -a']]);
    expect(only('17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly', 'system')).toEqual([
      ['17 * * * *', 'root', 'cd / && run-parts --report /etc/cron.hourly'],
    ]);
    expect(only('@Reboot /x')).toEqual([['@reboot', '/x']]);
    expect(only('-*/15 * * * * root test -x /x', 'system')).toEqual([['*/15 * * * *', 'root', 'test -x /x']]);
    expect(only('0~30 3 * * * /x')).toEqual([['0~30 3 * * *', '/x']]);
  });

  it('hands what follows a percent sign to the command', () => {
    expect(only('0 0 * * * mail -s \\%now x%Hello%World')).toEqual([['0 0 * * *', 'mail -s %now x', 'Hello\nWorld']]);
    expect(only('0 0 * * * date +\\%F')).toEqual([['0 0 * * *', 'date +%F']]);
  });

  it('keeps variables for the lines below them', () => {
    const { entries, settings } = readCrontab('1 1 * * * /a\nPATH = "/x:/y"\nMAILTO=\n2 2 * * * /b\n', 'user');
    expect(entries.map((entry) => entry.settings.get('PATH'))).toEqual([undefined, '/x:/y']);
    expect(settings.get('MAILTO')).toBe('');
  });

  it('leaves out comments, and tells of lines that cron would not take', () => {
    const text =
      '# 1 1 * * * /x\n\n60 * * * * /x\n* * * * /x\n* * 0 * * /x\n@often /x\n*/0 * * * * /x\n* * * * *\nno\n';
    expect(readCrontab(text, 'user')).toMatchObject({ entries: [], broken: [3, 4, 5, 6, 7, 8, 9] });
  });

  it('does not go on behind a backslash, not even of a comment', () => {
    expect(readCrontab('# quiet \\\n1 1 * * * /x \\\n2 2 * * * /y\n', 'user').entries.map(({ line }) => line)).toEqual([
      2, 3,
    ]);
  });

  it('sees lines that hide from whoever looks at the table', () => {
    const hidden = (text: string): unknown => readCrontab(text, 'user').entries[0]?.hidden;
    expect(hidden('* * * * * /x;\rno crontab for root          ')).toBe('control-characters');
    expect(hidden(`${' '.repeat(200)}* * * * * /x`)).toBe('blanks');
    expect(hidden(`${'\n'.repeat(60)}* * * * * /x`)).toBe('empty-lines');
    expect(hidden('* * * * * /x\r')).toBeUndefined();
    expect(hidden('*/10   *   *   *   *       /x        # often')).toBeUndefined();
  });

  it("reads fcron's own forms", () => {
    expect(only('&nice(10),mail(no) 5 * * * * /x', 'fcron')).toEqual([['5 * * * *', '/x']]);
    expect(only('@ 1h30 /x', 'fcron')).toEqual([['every 1h30', '/x']]);
    expect(only('@first(5) 90m /x', 'fcron')).toEqual([['every 90m', '/x']]);
    expect(only('%daily,mail(no) * 3-5 /x', 'fcron')).toEqual([['* 3-5', '/x']]);
  });

  it("reads anacron's table", () => {
    const { entries } = readAnacrontab(
      'SHELL=/bin/sh\n1\t5\tcron.daily\tnice run-parts /etc/cron.daily\n@monthly 45 m /x\nx\n',
    );
    expect(entries.map(({ when, name, command }) => [when, name, command])).toEqual([
      ['every 1 days', 'cron.daily', 'nice run-parts /etc/cron.daily'],
      ['@monthly', 'm', '/x'],
    ]);
  });

  it('reads back every entry that is written by the rules', () => {
    const field = (least: number, most: number): fc.Arbitrary<string> => {
      const value = fc.integer({ min: least, max: most }).map(String);
      const range = fc.tuple(value, value).map((ends) => ends.join('-'));
      const stepped = fc
        .tuple(fc.oneof(range, fc.constant('*')), fc.integer({ min: 1, max: 59 }))
        .map((p) => p.join('/'));
      return fc.array(fc.oneof(value, range, stepped, fc.constant('*')), { minLength: 1, maxLength: 3 }).map(String);
    };
    const times = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7));
    const blank = fc.constantFrom(' ', '\t', '  ');
    const command = fc.stringMatching(/^[a-z/][a-z0-9 $;|&>=-]{0,40}[a-z]$/);
    fc.assert(
      fc.property(times, blank, command, (when, between, run) => {
        expect(only(`${when.join(between)}${between}${run}`)).toEqual([[when.join(' '), run]]);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), fc.constantFrom('user', 'system', 'fcron'), (text, form) => {
        const { entries, broken } = readCrontab(text, form);
        expect(entries.length + broken.length).toBeLessThanOrEqual(text.split('\n').length);
        readAnacrontab(text);
      }),
    );
  });
});
