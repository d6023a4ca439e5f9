import { describe, expect, test } from 'vitest';
import { incident, minerPath, minerProcess, trace } from '../../../tests/machine-incident.ts';
import { makeMachineCase, type OnMachine, reportOf } from '../../../tests/make-machine-case.ts';
import { gone } from '../../assess/gone.ts';
import { reach } from '../../assess/reach.ts';
import type { Report } from '../../model/report.ts';
import { renderHtml } from '../html.ts';
import { renderMarkdown } from '../markdown.ts';
import { stepsToldOf } from '../step-words.ts';
import { renderText } from '../text.ts';

function report(more: readonly OnMachine[] = []): Report {
  const evidence = incident([], more);
  return reportOf(evidence, [reach.assess(evidence), gone.assess(evidence)]);
}

/** What is left after somebody cleaned: everything but the process. */
function checkedReport(): Report {
  const evidence = incident([minerProcess]);
  const earlier = { name: 'before.json', report: report(), places: new Map() };
  return reportOf(evidence, [reach.assess(evidence), gone.assess({ ...evidence, earlier })]);
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('what to do with a machine', () => {
  test('stands in its order, with what each step is', () => {
    const text = flat(renderText(report()));
    const order = ['First: what starts it again', 'Then: what runs', 'Then: what stands there', 'Change these secrets'];
    const places = order.map((title) => text.indexOf(title));
    expect([...places].sort((a, b) => a - b)).toEqual(places);
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toContain('systemctl disable --now netd.service');
    expect(text).toContain('kill -KILL 4711');
    expect(text).toContain('--format removal');
    // People see hosts in a form that no viewer opens.
    expect(text).toContain('hxxp://drop[.]example');
  });

  test('says the same in Markdown and as a page', () => {
    for (const text of [renderMarkdown(report()), renderHtml(report())]) {
      expect(text).toContain('What to do, in this order');
      expect(text).toContain('netd.service');
      expect(text).toContain('kill -KILL 4711');
    }
  });

  test('folders within each other are one step', () => {
    const folders = ['/tmp/.x/y', '/tmp/.x'].map((path) => ({ do: 'delete-folder' as const, path }));
    expect(stepsToldOf(folders, '')).toEqual([
      { says: 'Remove its folders, as far as they are empty by then: ', command: 'rmdir /tmp/.x/y /tmp/.x' },
    ]);
    expect(stepsToldOf(folders.slice(1), '').map(({ command }) => command)).toEqual(['rmdir /tmp/.x']);
  });

  test('a name in a command cannot be an option', () => {
    const [step] = stepsToldOf([{ do: 'disable-unit', unit: '-H attacker.example' }], '');
    expect(step?.command).toBe("systemctl disable --now -- '-H attacker.example'");
  });

  test('a name in a command cannot be one itself', () => {
    const unit = "x.service'; touch owned; '";
    const hostile: OnMachine = {
      in: '/etc/systemd/system/x',
      kind: 'autostart',
      value: {
        mechanism: 'systemd',
        place: '/etc/systemd/system/x.service',
        name: unit,
        starts: minerPath,
        programs: [minerPath],
        why: [],
      },
    };
    const text = flat(renderText(report([hostile, trace('/tmp/.x/\u001b[2J\u202e<script>alert(1)</script>')])));
    expect(text).toContain("systemctl disable --now 'x.service'\\''; touch owned; '\\'''");
    expect(text).toContain('\\x1b[2J\\u{202e}');
    expect(renderHtml(report([trace('/tmp/.x/<script>alert(1)</script>')]))).not.toContain('<script>');
  });
});

describe('an earlier report, checked again', () => {
  test('is told as a list in the text, what is left first', () => {
    const text = flat(renderText(checkedReport()));
    expect(text).toContain('Against before.json of 2026-11-20 12:00:00 UTC: 4 still there');
    expect(text.indexOf('✗ /etc/crontab')).toBeGreaterThan(0);
    expect(text.indexOf('✗ /etc/crontab')).toBeLessThan(text.indexOf(`✓ ${minerPath}`));
  });

  test('is a table on the page', () => {
    const page = renderHtml(checkedReport());
    expect(page).toContain('Checked again');
    expect(page).toContain('before.json');
  });

  test('is told where nothing mines any more', () => {
    const clean = makeMachineCase([], []);
    const places = new Map(
      [minerPath, '/etc/crontab', '/etc/systemd/system/netd.service', '/tmp/.x/run.log'].map((path) => [
        path,
        { state: 'absent' as const },
      ]),
    );
    const answer = gone.assess({ ...clean, earlier: { name: 'before.json', report: report(), places } });
    const text = flat(renderText(reportOf(clean, [answer])));
    expect(text).toContain('Gone All 5 items that could be checked are gone');
    expect(text).toContain('Checked again');
  });
});
