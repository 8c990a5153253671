{% macro report_style() %}
{#- The style of the page: light, dark, phone and print. Colours are never alone: patterns, signs and texts say the same. -#}
{% raw %}
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --card: #ffffff; --ink: #18202f; --soft: #566074; --line: #dfe3ea; --link: #1f4fc0;
  --main: #2f5fd0; --pale: #dbe5fb; --warn: #a33a17; --warn-ground: #fdeee7;
  --c0: #2f5fd0; --c1: #c87a00; --c2: #14857d; --c3: #8350b8; --c4: #b8402f; --c5: #4f7f1f; --c6: #b0487f; --rest: #7b8597;
  --h1: #d5e2fb; --h2: #a9c2f4; --h3: #759be9; --h4: #4270d6; --h5: #1c3f97; --stroke: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f131a; --card: #181d27; --ink: #e8ecf3; --soft: #a3adbf; --line: #2c3442; --link: #93b4ff;
    --main: #7aa2ff; --pale: #24345a; --warn: #ffab8a; --warn-ground: #3a2118;
    --c0: #6f9aff; --c1: #e9a23b; --c2: #3fbdb2; --c3: #b48be6; --c4: #f07f6b; --c5: #93c35a; --c6: #e888b8; --rest: #8792a6;
    --h1: #1d2c4d; --h2: #28447f; --h3: #3d66b8; --h4: #6790e8; --h5: #b3ccff; --stroke: #181d27;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
a { color: var(--link); text-underline-offset: 2px; }
:focus-visible { outline: 3px solid var(--main); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--card); padding: 8px 12px; z-index: 9; }
.top, main, #foot { max-width: 1200px; margin: 0 auto; padding: 0 20px; }
.top { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 22px; padding-top: 18px; }
.top p { margin: 0; }
.brand { font-weight: 700; }
.top nav a { margin-right: 14px; }
#about { color: var(--soft); margin-left: auto; }
h1 { font-size: 25px; line-height: 1.25; letter-spacing: -.01em; margin: 18px 0 2px; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 0; }
h3 { font-size: 13px; margin: 14px 0 2px; }
.lead { color: var(--soft); margin: 0 0 16px; overflow-wrap: anywhere; }
.grid { display: grid; grid-template-columns: repeat(12, minmax(0, 1fr)); gap: 14px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px 16px; grid-column: span 12; min-width: 0; }
.w8 { grid-column: span 8; } .w7 { grid-column: span 7; } .w6 { grid-column: span 6; } .w5 { grid-column: span 5; } .w4 { grid-column: span 4; }
.sub { color: var(--soft); font-size: 13px; margin: 0 0 8px; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: 14px; margin: 0 0 14px; }
.figure { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px; margin: 0; display: flex; flex-direction: column; }
.figure h2 { font-size: 13px; font-weight: 500; color: var(--soft); }
.figure .value { font-size: 29px; line-height: 1.2; font-weight: 680; letter-spacing: -.02em; margin: 0; }
.figure .value.long { font-size: 20px; line-height: 1.75; overflow-wrap: anywhere; }
.figure .note { margin: 0; font-size: 13px; }
.figure .note + .note { color: var(--soft); }
.figure svg { width: 100%; height: 26px; margin-top: auto; }
.notice { border-left: 4px solid var(--main); background: var(--pale); padding: 8px 12px; border-radius: 6px; margin: 0 0 14px; }
.warn { color: var(--warn); font-weight: 600; }
svg { display: block; overflow: visible; max-width: 100%; }
svg.chart { width: 100%; height: auto; border-radius: 4px; }
svg text { fill: var(--soft); font-size: 11.5px; }
svg .axis { stroke: var(--line); }
svg .zero { stroke: var(--soft); }
svg .line { fill: none; stroke: var(--main); stroke-width: 1.8; stroke-linejoin: round; }
svg .band { fill: var(--pale); }
svg .mark.active, svg .mark:hover { stroke: var(--ink); stroke-width: 2; }
svg .unfinished { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 2; fill-opacity: .35; }
.none { fill: none; stroke: var(--soft); stroke-opacity: .55; stroke-dasharray: 2 2; }
.flag { fill: var(--ink); stroke: var(--card); stroke-width: 1; pointer-events: none; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 8px 0 0; padding: 0; list-style: none; font-size: 13px; }
.legend li { display: flex; align-items: center; gap: 6px; min-width: 0; }
.legend svg { flex: none; }
.legend bdi, .legend a { max-width: 190px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.beside { display: flex; flex-wrap: wrap; gap: 10px 34px; align-items: flex-start; }
.beside > :first-child { flex: 1 1 560px; min-width: 0; }
.beside > dl { flex: 1 1 190px; margin: 0; }
dl { margin: 0; } dt { color: var(--soft); font-size: 13px; } dd { margin: 0 0 8px; font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); font-size: 13px; padding: 2px 0; }
th { font-weight: 500; font-size: 13px; color: var(--soft); vertical-align: bottom; }
th, td { text-align: right; padding: 5px 8px; border-bottom: 1px solid var(--line); }
tbody th { color: inherit; font-size: inherit; font-weight: 400; vertical-align: baseline; }
.text { text-align: left; overflow-wrap: anywhere; }
td.text, tbody th.text { min-width: 90px; max-width: 340px; }
tr > :first-child { padding-left: 0; } tr > :last-child { padding-right: 0; }
tbody tr:last-child > * { border-bottom: 0; }
tr.total > * { font-weight: 650; border-top: 2px solid var(--line); }
td svg, th svg { display: inline-block; vertical-align: middle; }
td { white-space: nowrap; }
td.text { white-space: normal; }
.bar { position: relative; min-width: 74px; }
.bar i { position: absolute; right: 0; top: 4px; bottom: 4px; width: var(--share); background: var(--pale); border-radius: 3px; }
.bar span { position: relative; padding-right: 4px; }
td bdi, th bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.tag { font-size: 12px; border: 1px solid var(--line); border-radius: 9px; padding: 0 7px; color: var(--soft); white-space: nowrap; }
details { margin-top: 10px; } summary { cursor: pointer; color: var(--soft); font-size: 13px; }
.rates { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 18px 26px; }
.rates h3 { margin-top: 0; }
.search { display: block; margin: 0 0 10px; }
.search input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 7px; padding: 6px 10px; width: min(340px, 100%); }
#tip {
  position: fixed; left: 0; top: 0; pointer-events: none; background: var(--ink); color: var(--card); padding: 6px 10px; border-radius: 7px;
  font-size: 13px; white-space: pre-line; max-width: 320px; overflow-wrap: anywhere; z-index: 9; visibility: hidden;
}
#tip.shown { visibility: visible; }
#foot { color: var(--soft); font-size: 13px; padding-top: 16px; padding-bottom: 40px; }
@media (max-width: 860px) {
  .w8, .w7, .w6, .w5, .w4 { grid-column: span 12; }
  .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .figure:last-child:nth-child(odd) { grid-column: span 2; }
}
@media (max-width: 480px) {
  .top, main, #foot { padding-left: 12px; padding-right: 12px; }
  .card, .figure { padding: 12px; }
  .figure .value { font-size: 24px; }
  .figures, .grid { gap: 10px; }
  #about { margin-left: 0; }
  .spare { display: none; }
}
@media print {
  :root {
    color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --pale: #dbe5fb;
    --main: #2f5fd0; --warn: #a33a17; --stroke: #fff;
    --c0: #2f5fd0; --c1: #c87a00; --c2: #14857d; --c3: #8350b8; --c4: #b8402f; --c5: #4f7f1f; --c6: #b0487f; --rest: #7b8597;
    --h1: #d5e2fb; --h2: #a9c2f4; --h3: #759be9; --h4: #4270d6; --h5: #1c3f97;
  }
  body { print-color-adjust: exact; -webkit-print-color-adjust: exact; font-size: 11px; }
  .card, .figure { break-inside: avoid; }
  nav, details, .skip, .search, #tip { display: none; }
  .scroll { overflow: visible; }
}
@media (prefers-reduced-motion: no-preference) { svg .mark { transition: fill-opacity .1s; } }
{% endraw %}
{% endmacro %}
