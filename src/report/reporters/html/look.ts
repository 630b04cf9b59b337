/** The looks of a page: light and dark, from a phone to paper. Colors have a contrast of at least 4.5 to 1 on their background. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --card: #f5f6f8; --line: #d3d7de; --text: #1b1f24; --soft: #57606a;
  --pass: #116329; --warn: #7d4e00; --fail: #b3131d; --link: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --card: #161b22; --line: #3d444d; --text: #e6edf3; --soft: #9da7b1;
    --pass: #56d364; --warn: #e3b341; --fail: #ff7b72; --link: #79c0ff;
  }
}
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
code, pre { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: .9em; }
pre { margin: .25rem 0; padding: .6rem .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .4rem;
  white-space: pre-wrap; }
.verdict { border-left: .4rem solid var(--soft); padding-left: .75rem; }
.verdict.pass { border-color: var(--pass); } .verdict.warn { border-color: var(--warn); } .verdict.fail { border-color: var(--fail); }
.soft { color: var(--soft); }
.pass { color: var(--pass); } .warn { color: var(--warn); } .fail { color: var(--fail); } .skip, .unreached { color: var(--soft); }
.verdict, .verdict h1 { color: var(--text); }
.picture { margin: 1rem 0; max-width: 36rem; }
.picture svg { display: block; width: 100%; height: auto; }
.picture.wide { max-width: none; overflow-x: auto; } .picture.wide svg { min-width: 34rem; }
svg text { fill: var(--text); font: 14px system-ui, sans-serif; } svg .small { font-size: 12px; fill: var(--soft); }
svg .hop { fill: var(--card); stroke: var(--soft); stroke-width: 2; } svg .line { stroke: var(--soft); stroke-width: 2; }
svg .pass { fill: var(--pass); stroke: var(--pass); } svg .warn { fill: var(--warn); stroke: var(--warn); }
svg .fail { fill: var(--fail); stroke: var(--fail); } svg .light { opacity: .35; } svg .mark { fill: var(--back); font-weight: bold; }
svg .broken { stroke-dasharray: 4 4; }
ol > li { margin: .6rem 0; }
.variants { margin: .25rem 0; } .variants > div { display: grid; grid-template-columns: 11rem 1fr; gap: .5rem; align-items: start; }
.variants dt { padding-top: .8rem; } .variants dd { margin: 0; min-width: 0; }
.typed { display: flex; gap: .5rem; align-items: start; } .typed pre { flex: 1; min-width: 0; }
button { font: inherit; font-size: .85rem; margin: .25rem 0; padding: .35rem .6rem; color: var(--text); background: var(--card);
  border: 1px solid var(--line); border-radius: .4rem; cursor: pointer; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td.time { text-align: right; white-space: nowrap; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .4rem .75rem; }
summary { cursor: pointer; font-weight: 600; }
.differs { background: var(--card); font-weight: 600; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .5rem; }
@media (max-width: 34rem) { .variants > div { grid-template-columns: 1fr; gap: 0; }
  .typed { flex-direction: column; gap: 0; align-items: stretch; } .typed button { align-self: start; }
  .compare thead { position: absolute; clip-path: inset(50%); } .compare tr { display: block; border-bottom: 1px solid var(--line); padding: .3rem; }
  .compare th, .compare td { display: block; border: 0; padding: .1rem 0; } .compare td::before { content: attr(data-side) ': '; color: var(--soft); } }
@media print {
  body { max-width: none; padding: 0; } button { display: none; } pre, details, li { break-inside: avoid; } details { border: 0; padding: 0; }
}
`;
