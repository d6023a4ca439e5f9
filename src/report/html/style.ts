/**
 * How the page looks: one column to read, one accent for the rung that the verdict stands on, light and dark, phone and
 * paper. Colours keep at least 4.5 : 1 to what they stand on (WCAG 2.2 AA; tests/html-page.test.ts measures it).
 */
const light = `
  --paper: #f7f5f0; --card: #fffefb; --ink: #211e1a; --soft: #5f574d; --line: #ddd6ca; --track: #ece7dc;
  --value: #1d4f63; --mark: #ffe6a3; --mark-ink: #33260a; --good: #1c6b3c; --bad: #a8321a;`;
const dark = `
  --paper: #161412; --card: #1f1c19; --ink: #ece6dc; --soft: #ada395; --line: #3a352f; --track: #2e2a25;
  --value: #8fcbe0; --mark: #5a4512; --mark-ink: #ffeec2; --good: #7bd39c; --bad: #ff9a80;`;

/** The accent by rung; on a filled chip the paper's colour stands on it. */
const accents: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  none: ['#1c6b3c', '#7bd39c'],
  mention: ['#1f5f8b', '#86c3ee'],
  capability: ['#855300', '#f0b64a'],
  configured: ['#ad3a0c', '#ff9d6e'],
  active: ['#b3141f', '#ff8a8a'],
};

function accentRules(at: 0 | 1): string {
  return Object.entries(accents)
    .map(([stage, pair]) => `.stage-${stage},.stage.${stage}{--accent:${pair[at]}}`)
    .join('\n');
}

const ground = `
:root { color-scheme: light dark; ${light} }
${accentRules(0)}
@media screen and (prefers-color-scheme: dark) {
  :root { ${dark} }
  ${accentRules(1)}
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; padding: 2.2rem 1.25rem 3rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: anywhere; }
body > * { max-width: 60rem; margin-inline: auto; }
h1, h2, h3, p, ul, ol, dl { margin: 0; }
h1 { font-size: clamp(1.45rem, 4.4vw, 2.05rem); line-height: 1.25; font-weight: 650; letter-spacing: -.01em;
  margin: .9rem 0 .5rem; text-wrap: pretty; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 650; margin: 2.8rem 0 .2rem; }
h3 { font-size: 1rem; font-weight: 650; margin: 1.5rem 0 .4rem; }
.sub { font-size: .8rem; font-weight: 650; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); margin: 1.5rem 0 .45rem; }
a { color: var(--value); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.about, .more, .quiet, footer { color: var(--soft); }
.about, .more { font-size: .9rem; }
h2 + .about { margin-bottom: .9rem; max-width: 50rem; text-wrap: pretty; }
ul.about { padding-left: 1.15rem; }
nav { margin-top: .35rem; }
.keep { white-space: nowrap; }
.inside > ul + p { margin-top: .6rem; }
.value, pre, .id { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; }
.value { font-size: .875em; unicode-bidi: isolate; }
.says, .title, .reading { unicode-bidi: isolate; }
.id { font-size: .78rem; color: var(--soft); }
a.id { color: var(--value); }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .875rem; }
`;

const verdict = `
.brand { margin-bottom: 1.4rem; display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .5rem; font-weight: 650; }
.brand .quiet { font-weight: 400; min-width: 0; }
.lamp { flex: none; }
.lamp .frame { fill: none; stroke: var(--ink); stroke-width: 1.6; stroke-linejoin: round; }
.lamp .flame { fill: var(--accent); }
.stage-word { display: block; width: fit-content; padding: .12em .6em; margin-bottom: .6rem; border-radius: .35em;
  background: var(--accent); color: var(--paper); font-size: .82rem; font-weight: 700; letter-spacing: .07em; line-height: 1.6; text-transform: uppercase; }
.consent { color: var(--soft); }
.notice { margin: .9rem 0; padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: .5rem; }
.ladder { display: grid; grid-template-columns: repeat(4, 1fr); gap: .6rem .4rem; list-style: none; padding: 0; margin: 1.3rem 0 1rem; font-size: .85rem; line-height: 1.35; }
.ladder li { padding: .5rem 0 0; border-top: 5px solid var(--track); color: var(--soft); }
.ladder strong, .ladder span { display: block; }
.ladder .below { border-color: color-mix(in srgb, var(--accent) 40%, var(--track)); }
.ladder .here { border-color: var(--accent); color: var(--ink); }
.ladder .here strong { color: var(--accent); }
`;

const cards = `
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: .65rem 0; }
summary { cursor: pointer; list-style: none; position: relative; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; position: absolute; width: .46rem; height: .46rem; border: solid var(--soft); border-width: 0 1.6px 1.6px 0; rotate: -45deg; }
details[open] > summary::before { rotate: 45deg; }
.card > summary { padding: .95rem 1.15rem .95rem 2.3rem; border-radius: .75rem; }
.card > summary::before { left: 1.05rem; top: 1.4rem; }
.card > summary:hover, .seen > summary:hover { background: color-mix(in srgb, var(--track) 45%, transparent); }
.card > .inside { padding: 0 1.15rem 1.25rem 2.3rem; }
.card.group > summary { padding-block: .7rem; }
.card.group > summary::before { top: 1.15rem; }
.answer > summary { display: grid; grid-template-columns: 11.5rem 1fr; gap: .15rem 1.2rem; }
.answer .question { grid-row: 1 / span 3; color: var(--soft); font-size: .92rem; padding-top: .08rem; }
.answer .question strong { display: block; color: var(--ink); font-size: 1rem; }
.answer > summary .says { font-size: 1.04rem; }
.answer > summary .chips, .answer > summary .step { grid-column: 2; }
.answer .step { font-size: .9rem; color: var(--soft); margin-top: .4rem; }
.answer[open] .step { display: none; }
.finding .title { font-weight: 600; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; margin-top: .45rem; font-size: .8rem; align-items: center; }
.chip { padding: .1rem .6rem; border: 1px solid var(--line); border-radius: .8rem; color: var(--soft); font-size: .78rem; line-height: 1.5; }
.chip.stage, .chip.band { border-color: transparent; font-weight: 650; }
.chip.stage { background: var(--accent); color: var(--paper); }
.chip.band { background: var(--track); color: var(--ink); }
.chip.role { font-weight: 650; }
.chip.role.way-in, .chip.role.miner { color: var(--bad); border-color: currentColor; }
.chip.role.done { color: var(--ink); }
#timeline tbody th { white-space: nowrap; font-weight: 400; }
#timeline tr.first > * { background: var(--track); }
#timeline tr.first > th { border-left: 3px solid var(--accent); font-weight: 650; }
.forge.cheap { color: var(--bad); }
.forge.dear, .forge.none { color: var(--good); }
code { font: .9em/1 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  background: var(--track); border-radius: .25em; padding: .1em .35em; }
.inside > .sub:first-child { margin-top: .3rem; }
.inside > .about { margin-top: .8rem; }
.inside ul, .inside ol { padding-left: 1.15rem; }
.inside li + li { margin-top: .3rem; }
.linchpin { border-left: 3px solid var(--accent); padding-left: .8rem; }
.disagrees { color: var(--bad); font-size: .9rem; }
`;

const bars = `
.inside .bars { list-style: none; padding: 0; display: grid; gap: .6rem; }
.bars li { display: grid; grid-template-columns: minmax(9rem, 17rem) minmax(6rem, 1fr) 15.5rem; gap: .1rem 1rem; align-items: center; }
.inside .bars li + li { margin: 0; }
.bars .leads .reading { font-weight: 600; }
.bars .chance { font-size: .84rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.bars .chance > * { white-space: nowrap; }
.bars .chance strong { color: var(--ink); font-weight: 600; }
.bar { display: block; width: 100%; height: 1.35rem; }
.bar .track { fill: var(--track); }
.bar .border { stroke: var(--line); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.bar .range { fill: color-mix(in srgb, var(--soft) 48%, var(--track)); }
.bar .mid { fill: var(--ink); }
.bars .leads .range { fill: color-mix(in srgb, var(--accent) 62%, var(--track)); }
`;

const tables = `
.weighing, .words { margin-top: 1.3rem; border-top: 1px solid var(--line); padding-top: .8rem; }
.weighing > summary, .words > summary { padding-left: 1.2rem; font-weight: 600; }
.weighing > summary::before, .words > summary::before { left: .2rem; top: .5rem; }
.scroller, pre { overflow-x: auto; }
.scroller { margin-top: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .28rem .5rem .28rem 0; font-weight: 400; }
thead th { color: var(--soft); font-weight: 650; }
.matrix tbody, .leftout tr { border-top: 1px solid var(--line); }
.matrix td, .matrix thead th { text-align: center; padding-inline: .2rem; white-space: nowrap; }
.matrix th[scope=row] { color: var(--soft); white-space: nowrap; }
.matrix .item { padding-top: .6rem; }
.item > span { display: block; font-size: .82rem; line-height: 1.45; }
.item > .says { font-size: .93rem; font-weight: 550; color: var(--ink); }
.mark { display: inline-block; min-width: 1.6em; font-weight: 700; }
.mark.for { color: var(--good); }
.mark.against { color: var(--bad); }
.mark.neutral { color: var(--soft); font-weight: 400; }
.changes th, .changes td { font-weight: 600; }
.legend { font-size: .86rem; margin-top: .4rem; white-space: pre-wrap; }
abbr { text-decoration: none; }
`;

const evidence = `
dl { font-size: .9rem; margin: .5rem 0 .8rem; }
dl > div { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1rem; padding: .13rem 0; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
pre { margin: .6rem 0 .2rem; padding: .7rem .9rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem;
  font-size: .78rem; line-height: 1.5; overflow-wrap: normal; }
mark { background: var(--mark); color: var(--mark-ink); }
.inside .tree, ul.facts, .inside ul.facts { list-style: none; padding: 0; }
.inside .tree .tree { padding-left: 1rem; border-left: 1px solid var(--line); margin-top: .3rem; }
.facts > li + li { margin-top: .7rem; }
.seen > summary { padding: .15rem .4rem .15rem 1.2rem; border-radius: .4rem; }
.seen > summary::before { left: .25rem; top: .62rem; }
.seen:target > summary, .finding:target > summary { background: var(--mark); color: var(--mark-ink); }
.seen:target > summary > *, .finding:target > summary > * { color: inherit; }
div.seen { padding-left: 1.2rem; }
.seen > .inside { margin: .2rem 0 .8rem 1.2rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.kind { font-size: .78rem; color: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; white-space: nowrap; }
.why { display: block; color: var(--soft); font-size: .9rem; }
.facts .about, .facts .disagrees { padding-left: 1.2rem; font-size: .84rem; }
.gaps { padding-left: 1.15rem; }
.trail { display: block; max-width: 100%; height: auto; margin: .4rem auto 0; font-size: 12.5px; }
.trail.down { display: none; }
.trail .box rect { fill: var(--card); stroke: var(--line); }
.trail .account rect { stroke: var(--accent); stroke-width: 1.6; }
.trail .payer rect { stroke: var(--good); }
.trail .over { fill: var(--soft); font-size: 11.5px; }
.trail .title { fill: var(--ink); font-size: 14px; font-weight: 650; }
.trail .line { fill: var(--soft); }
.trail .way { fill: none; stroke: var(--soft); }
.trail .tip { fill: var(--soft); }
.trail .set .way { stroke-dasharray: 6 5; }
.trail .folds .way { stroke-dasharray: 1.5 4; stroke-linecap: round; stroke-width: 2; }
.trail .recorded .way { stroke: var(--good); }
.trail .recorded .tip { fill: var(--good); }
`;

const items = `
.items { list-style: none; padding: 0; }
.items > li { padding: .7rem 1.15rem; }
.items > li > p + p, .items .steps { margin-top: .3rem; }
.items .about { margin-top: .4rem; }
.items .steps { padding-left: 1.15rem; }
.items .steps li::marker { content: "→ "; color: var(--accent); }
.items .item-shown { border-left: 4px solid var(--accent); }
.chip.proof.shown { color: var(--ink); background: var(--track); border-color: transparent; font-weight: 650; }
.items > li:target { outline: 2px solid var(--accent); }
#checks tbody tr { border-top: 1px solid var(--line); }
#checks tbody th { white-space: nowrap; }
#checks tbody td:first-of-type { min-width: 15rem; }
`;

const phone = `
@media screen and (max-width: 46rem) {
  body { padding: 1.25rem .9rem 2rem; }
  .answer > summary { grid-template-columns: 1fr; }
  .answer > summary .chips, .answer > summary .step { grid-column: 1; }
  .answer .question { grid-row: auto; }
  .answer .question strong { display: inline; }
  .card > summary { padding: .8rem .8rem .8rem 1.75rem; }
  .card > summary::before { left: .65rem; top: 1.2rem; }
  .card > .inside { padding: 0 .8rem 1rem; }
  .bars li { grid-template-columns: 1fr; }
  .ladder { grid-template-columns: repeat(2, 1fr); }
  dl > div { grid-template-columns: 1fr; padding: .25rem 0; }
  .matrix td, .matrix th { font-size: .74rem; padding-inline: .1rem; }
  .matrix .mark { display: block; min-width: 0; }
  .trail.across { display: none; }
  .trail.down { display: block; }
  .seen > .inside { margin-left: .2rem; }
  #checks thead { display: none; }
  #checks tr, #checks tbody th, #checks tbody td { display: block; }
  #checks tbody td { padding-left: 2.2em; }
}
`;

/** Everything is open on paper, in the colours of the light page; browsers older than 2025 print what is unfolded. */
const paper = `
@page { margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --card: #fff; }
  :root { font-size: 10pt; }
  body { padding: 0; font-size: 1rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible !important; display: block !important; height: auto !important; }
  summary::before, .answer .step { display: none; }
  .card, tr, dl > div, .notice, .bars li, svg, pre { break-inside: avoid; }
  .card.answer, .card.finding, .card.group { break-inside: auto; }
  summary, h2, h3 { break-after: avoid; }
  .card > summary, .card > .inside { padding-left: .8rem; }
  .seen > summary { padding-left: 0; }
  .trail.across { display: block; }
  .trail.down { display: none; }
  dl { font-size: .85rem; }
  .seen > .inside { margin-bottom: .4rem; }
  .bars li { grid-template-columns: 13rem 1fr 15.5rem; }
  nav { display: none; }
  a { color: inherit; text-decoration: none; }
  pre { white-space: pre-wrap; }
  .scroller { overflow: visible; }
}
`;

export const style: string = [ground, verdict, cards, bars, tables, evidence, items, phone, paper].join('');
