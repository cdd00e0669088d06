/** The style sheet of the page: the proportions of the view in the editor, colours by the reader's preference, ready for paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #1f1f1f);
  --text: light-dark(#3b3b3b, #cccccc);
  --quiet: light-dark(#616161, #9d9d9d);
  --line: light-dark(#e5e5e5, #363636);
  --accent: light-dark(#0063d3, #59a4f9);
  --risk: light-dark(#b01011, #f88070);
  --warning: light-dark(#855f00, #cca700);
}
* { box-sizing: border-box; }
body { max-width: 1280px; margin: 0 auto; padding: 24px; color: var(--text); background: var(--page); font: 13px/1.5 system-ui, "Segoe UI", sans-serif; }
h1 { margin: 0; font-size: 20px; font-weight: 600; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 13px; font-weight: 600; }
p { margin: 4px 0; }
.quiet, .head { color: var(--quiet); }
.warning { color: var(--warning); }
.risk { color: var(--risk); }
.machine, td, .bars th { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 12px; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.chips { display: flex; flex-wrap: wrap; gap: 4px; margin: 8px 0 0; padding: 0; list-style: none; }
.chips li { padding: 0 8px; border: 1px solid var(--line); border-radius: 4px; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(144px, 1fr)); gap: 16px; margin: 16px 0; }
.panel { min-width: 0; margin: 0 0 16px; padding: 8px 12px 12px; border: 1px solid var(--line); border-radius: 4px; break-inside: avoid; }
.tiles .panel { margin: 0; }
.tiles h2 { color: var(--quiet); font-weight: normal; }
.value { display: flex; align-items: end; justify-content: space-between; gap: 8px; font-size: 20px; font-variant-numeric: tabular-nums; }
.spark { fill: var(--accent); }
.risk .spark { fill: var(--risk); }
.distributions { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 16px; margin-bottom: 16px; }
.distributions .panel { margin: 0; }
.panel-head { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; min-height: 28px; }
svg { display: block; max-width: 100%; height: auto; }
.legend { display: flex; gap: 12px; font-variant-numeric: tabular-nums; }
.swatch { display: inline-block; width: 10px; height: 10px; margin-right: 4px; border-radius: 2px; }
table { width: 100%; border-collapse: collapse; }
.bars { table-layout: fixed; }
.bars th { width: 45%; padding: 0 12px 0 0; font-weight: normal; text-align: left; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.cut { display: flex; white-space: pre; }
.cut > :first-child { flex: none; max-width: calc(max(2ch, round(down, 100% - 7ch + 1px, 1ch)) + 1px); overflow: hidden; text-overflow: ellipsis; }
.bars td { height: 22px; padding: 0; }
.bars td:last-child { width: 64px; }
.bar { display: block; height: 10px; min-width: 1px; background: var(--accent); border-radius: 1px; print-color-adjust: exact; }
.rows { max-height: 420px; overflow: auto; }
.list th { position: sticky; top: 0; padding: 4px 12px 4px 0; background: var(--page); text-align: left; white-space: nowrap; }
.list td { max-width: 360px; padding: 1px 12px 1px 0; border-top: 1px solid var(--line); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.list .number { text-align: right; }
details { margin-top: 8px; color: var(--quiet); }
summary { cursor: pointer; }
pre { margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.failed { color: var(--risk); }
.print-note { display: none; }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; }
  .rows { max-height: none; overflow: visible; }
  .list { break-inside: auto; }
  .list tr:nth-child(n + 51) { display: none; }
  .list td { white-space: normal; overflow-wrap: anywhere; }
  .long .print-note { display: block; }
  .lists .panel { break-inside: auto; }
  .query { display: none; }
}
`;
