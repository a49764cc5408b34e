/** The look of every page: light and dark by the reader's system, from 320 px on, and on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --sheet: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --code: #f0f2f5;
  --accent: #0b5cad;
  --good: #116329; --good-ground: #dcf3e2; --bad: #a40e26; --bad-ground: #fde4e6;
  --doubt: #7a4d00; --doubt-ground: #fdf0cf; --quiet: #59636e; --quiet-ground: #e9ecf0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1116; --sheet: #161b22; --ink: #e6eaef; --soft: #9aa4af; --line: #30363f; --code: #0f141a;
    --accent: #78b7ff;
    --good: #6fdd8b; --good-ground: #12301c; --bad: #ff9aa2; --bad-ground: #43171c;
    --doubt: #f0c35c; --doubt-ground: #382a0b; --quiet: #9aa4af; --quiet-ground: #242a32;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
main { max-width: 1160px; margin: 0 auto; padding: 28px 20px 64px; }
main.wide { max-width: none; }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.1rem; margin: 32px 0 10px; }
h3 { font-size: .95rem; margin: 22px 0 8px; }
p { margin: 0 0 8px; }
a { color: var(--accent); }
code, pre, .mono { font: .86em/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
pre { margin: 0; padding: 10px 12px; background: var(--code); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; max-height: 22em; overflow: auto; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
.over { color: var(--soft); font-size: .85rem; margin: 0 0 2px; }
.verdict { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: baseline; margin: 16px 0 18px; padding: 14px 18px;
  border-radius: 8px; border-left: 6px solid currentColor; }
.verdict strong { font-size: 1.35rem; }
.verdict strong::first-letter { text-transform: uppercase; }
.verdict span { color: var(--ink); }
.good { color: var(--good); } .bad { color: var(--bad); } .doubt { color: var(--doubt); } .quiet { color: var(--quiet); }
.verdict.good, .status.good, td.good { background: var(--good-ground); }
.verdict.bad, .status.bad, td.bad { background: var(--bad-ground); }
.verdict.doubt, .status.doubt, td.doubt { background: var(--doubt-ground); }
.status.quiet { background: var(--quiet-ground); }
.status { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.facts { display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0; }
.facts div { min-width: 0; }
.facts dt, .pairs dt { color: var(--soft); font-size: .8rem; }
.facts dd { margin: 0; }
.pairs { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; }
.pairs dt { padding-top: 2px; }
.pairs dd { margin: 0; white-space: pre-wrap; }
.troubles { margin: 0; padding: 12px 18px 12px 34px; background: var(--doubt-ground); border-radius: 8px; }
.filters { display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: center; margin: 26px 0 12px; padding: 12px 16px;
  background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.filters fieldset { display: flex; flex-wrap: wrap; gap: 6px; border: 0; margin: 0; padding: 0; min-width: 0; }
.filters legend { float: left; color: var(--soft); font-size: .85rem; padding: 3px 6px 0 0; }
.filters label.chip { display: inline-flex; gap: 6px; align-items: center; padding: 2px 10px; border: 1px solid var(--line);
  border-radius: 99px; font-size: .85rem; cursor: pointer; }
.filters label.chip:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.filters input[type=checkbox] { margin: 0; accent-color: var(--accent); }
.filters input[type=search] { width: 15em; max-width: 100%; }
.filters output { color: var(--soft); font-size: .85rem; margin-left: auto; }
input[type=search], button { font: inherit; font-size: .88rem; color: inherit; background: var(--sheet);
  border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); }
.list { background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; overflow: clip; }
.item { border-top: 1px solid var(--line); } .item:first-child { border-top: 0; }
.item > summary, .list-head { display: grid; grid-template-columns: 9.5rem 6rem minmax(0, 1fr) 4rem 13rem; gap: 4px 14px;
  align-items: baseline; padding: 9px 16px; }
.list-head { color: var(--soft); font-size: .8rem; border-bottom: 1px solid var(--line); }
.item > summary { cursor: pointer; list-style: none; }
.item > summary::-webkit-details-marker { display: none; }
.item > summary:hover { background: var(--code); }
.item > summary:focus-visible { outline-offset: -2px; }
.item .id { font-weight: 600; } .item .did { display: block; color: var(--soft); font-size: .88rem; }
.item .id::before { content: "\\25b8"; display: inline-block; width: 1em; color: var(--soft); }
.item[open] .id::before { content: "\\25be"; }
.item .small { color: var(--soft); font-size: .85rem; }
.item[open] > summary { border-bottom: 1px solid var(--line); background: var(--code); position: sticky; top: 0; z-index: 1; }
details.consequences { border-top: 1px solid var(--line); background: var(--code); padding-left: 18px; }
details.consequences > summary { cursor: pointer; padding: 9px 16px; color: var(--soft); }
details.consequences .item { background: var(--sheet); }
details.consequences:not(:has([data-item]:not([hidden]))) { display: none; }
.body { padding: 14px 18px 22px; }
.no-match { padding: 20px; color: var(--soft); text-align: center; }
.versus { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin: 12px 0 0; }
.versus > div { padding: 10px 14px; border-radius: 6px; border: 1px solid var(--line); border-left: 4px solid; }
.versus .came { border-left-color: var(--bad); } .versus .due { border-left-color: var(--good); }
.versus b { display: block; font-size: .8rem; font-weight: 600; }
.versus p { margin: 0; white-space: pre-wrap; }
.story { margin: 0; padding-left: 1.7em; } .story li { padding-left: 4px; white-space: pre-wrap; }
.trace { width: 100%; border-collapse: collapse; font-size: .9rem; border: 1px solid var(--line); }
.trace th { text-align: left; color: var(--soft); font-weight: 500; font-size: .8rem; background: var(--code); }
.trace th, .trace td { padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
.trace .seq { color: var(--soft); width: 3em; text-align: right; white-space: nowrap; }
.trace .due { width: 27%; border-left: 1px solid var(--line); }
.trace td.due.now { border-left: 4px solid var(--good); background: var(--good-ground); }
.trace .offending td:not(.due) { background: var(--bad-ground); }
.trace .offending .seq { color: var(--bad); font-weight: 700; }
.trace .argument { display: block; } .trace .argument i { color: var(--soft); font-style: normal; }
.trace .remark { display: block; color: var(--doubt); font-size: .85em; }
.trace .clip { display: block; max-height: 14em; overflow: auto; white-space: pre-wrap; }
.wire > summary { cursor: pointer; color: var(--accent); width: max-content; font-size: .85em; }
.trace .wire pre { max-height: 30em; margin: 4px 0 0; color: var(--ink); overflow-wrap: anywhere; }
.trace .gap td { text-align: center; color: var(--soft); background: var(--code); }
.token { display: flex; gap: 10px; align-items: flex-start; }
.token pre { flex: 1; min-width: 0; max-height: 6.5em; overflow-wrap: anywhere; }
details.more { margin-top: 12px; } details.more > summary { cursor: pointer; color: var(--accent); width: max-content; }
details.more > :not(summary) { margin-top: 8px; }
.scroll { overflow: auto; max-height: 86vh; background: var(--sheet); border: 1px solid var(--line); border-radius: 8px; }
.matrix { border-collapse: separate; border-spacing: 0; width: 100%; }
.matrix th, .matrix td { padding: 7px 12px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--code); min-width: 8.5em; }
.matrix tbody th { position: sticky; left: 0; z-index: 1; background: var(--sheet); font-weight: 400; min-width: 17em; max-width: 32em; }
.matrix thead th:first-child { left: 0; z-index: 3; }
.matrix td { border-left: 1px solid var(--line); font-size: .88rem; white-space: nowrap; }
.matrix td a { color: inherit; font-weight: 600; }
.matrix thead .small, .matrix tbody .small { display: block; color: var(--soft); font-size: .82rem; font-weight: 400; }
.matrix .score { display: inline-block; margin-top: 3px; }
@media (max-width: 760px) {
  main { padding: 18px 12px 40px; }
  h1 { font-size: 1.35rem; }
  .list-head { display: none; }
  .item > summary { grid-template-columns: auto 1fr auto; gap: 2px 10px; padding: 10px 12px; }
  .item .title { grid-column: 1 / -1; grid-row: 2; } .item .evidence { grid-column: 1 / -1; grid-row: 3; }
  .body { padding: 12px; }
  .versus { grid-template-columns: 1fr; }
  .pairs { grid-template-columns: 1fr; gap: 0; } .pairs dd { margin-bottom: 8px; }
  .filters input[type=search] { width: 100%; } .filters .search { flex: 1 1 100%; } .filters output { margin: 0; }
  .trace thead { display: none; }
  .trace, .trace tbody, .trace tr, .trace td { display: block; width: auto; }
  .trace tr { border-bottom: 1px solid var(--line); position: relative; }
  .trace td { border: 0; padding: 3px 10px; } .trace .due { width: auto; }
  .trace td.seq { position: absolute; right: 0; top: 2px; width: auto; background: none !important; }
  .trace td:first-child + td { padding-right: 3em; padding-top: 6px; }
  .trace td.due:not(.now) { display: none; }
  .trace td.response::before { content: "response  "; color: var(--soft); }
  .trace td.due.now { margin: 4px 0 0; padding: 6px 10px; }
  .trace td.due.now::before { content: "What should have come"; display: block; color: var(--soft); font-size: .8rem; }
  .token { flex-direction: column; } .token pre { width: 100%; }
  .matrix tbody th { min-width: 10.5em; max-width: 10.5em; }
}
@media print {
  :root { --ground: #fff; --sheet: #fff; --code: #f6f6f6; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  .filters, button { display: none !important; }
  .item > summary { break-inside: avoid; break-after: avoid; position: static !important; } .trace tr, .versus { break-inside: avoid; }
  .scroll, pre, .trace .clip { max-height: none; overflow: visible; }
  .matrix thead th, .matrix tbody th { position: static; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
