/**
 * The report as one HTML page that needs nothing else: no script, no network, no file beside it. The verdict and the
 * answers first, which unfold to the evidence and on to its bytes. Light and dark, phone and paper.
 * A huge report is cut where the page says so; `--format json` has all.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Report } from '../model/report.ts';
import { defanger } from './defang.ts';
import { indexEvidence, indicators } from './evidence-index.ts';
import { answersSection } from './html/answers.ts';
import { checksSection } from './html/checks.ts';
import { factsSection } from './html/facts.ts';
import { findingsSection } from './html/findings.ts';
import { itemsSection } from './html/items.ts';
import { machinesSection } from './html/machines.ts';
import { element, writeSheet } from './html/markup.ts';
import type { Telling } from './html/parts.ts';
import { closing, gapsSection, othersSection, readingSection } from './html/rest.ts';
import { style } from './html/style.ts';
import { timelineSection } from './html/timeline.ts';
import { tracesSection } from './html/traces.ts';
import { trailSection } from './html/trail.ts';
import { verdictHeader } from './html/verdict.ts';

/** Observations that unfold on one page: about four megabytes with their bytes. */
const mostUnfolded = 500;

export function renderHtml(report: Report): string {
  const telling: Telling = {
    index: indexEvidence(report),
    defang: defanger(indicators(report)),
    told: new Set(),
    room: mostUnfolded,
  };
  // What is further down is put together first: links must know what the page has.
  const evidence = [findingsSection(telling), factsSection(telling), tracesSection(telling), othersSection(telling)];
  const trail = trailSection(telling);
  const items = itemsSection(telling);
  const sections = [
    answersSection(telling),
    checksSection(telling),
    items,
    machinesSection(telling),
    timelineSection(telling),
    trail,
    ...evidence,
    gapsSection(telling),
    readingSection(),
  ].filter((section) => section !== undefined);
  return writeSheet({
    title: `Davylamp: ${report.verdict.stage === 'none' ? 'nothing found' : report.verdict.stage}`,
    stage: report.verdict.stage,
    style,
    policy: `default-src 'none'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`,
    body: [verdictHeader(report, sections), element('main', {}, ...sections), closing(telling)],
    defang: telling.defang,
  });
}

/** Only this very style may apply: nothing that came from a sample could add one. */
function hashOf(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))))}`;
}
