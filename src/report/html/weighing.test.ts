import { describe, expect, it } from 'vitest';
import { weighed } from '../../../tests/html-sample.ts';
import type { Answer } from '../../model/answer.ts';
import { renderHtml } from '../html.ts';
import { lettered, nothingWeighed } from '../text/weighing.ts';
import { bars } from './bars.ts';
import { writeContent } from './markup.ts';

function weighedAnswer(): Answer {
  const answer = weighed().answers.find(({ weighing }) => weighing !== undefined);
  if (!answer) throw new Error('the sample has no weighed answer');
  return answer;
}

describe('a weighed answer on the page', () => {
  it('has the terminal’s letters and signs', () => {
    const html = renderHtml(weighed());
    for (const { letter } of lettered(weighedAnswer().hypotheses)) expect(html).toContain(`>${letter}</abbr>`);
    expect(html).toMatch(/<span class="mark for">\+{1,2}<\/span>/);
    expect(html).toMatch(/<span class="mark against">−{1,2}<\/span>/);
    expect(html).toContain('<span class="mark neutral">·</span>');
  });

  it('shows no bars where nothing was weighed: they would be what is usual, not what was found', () => {
    const answer = weighedAnswer();
    const { weighing } = answer;
    if (!weighing) throw new Error('the sample has a weighed answer');
    const html = writeContent(bars({ ...answer, weighing: { ...weighing, items: [], overrides: [] } }));
    expect(html).toContain(nothingWeighed);
    expect(html).not.toContain('<svg');
  });
});
