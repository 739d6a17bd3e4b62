/** The page's style: light and dark by the reader's setting, one column on a narrow screen, plain on paper. */
export const pageStyle = `
:root {
  --page: #ffffff; --card: #ffffff; --sunk: #f4f5f7; --line: #d5d8dd; --text: #1c1f24; --soft: #565d68;
  --link: #0b57d0; --mark: #ffe39a; --mark-text: #1c1f24;
  --bad: #b3261e; --doubtful: #7a4f00; --note: #0b57d0; --good: #1a6b34; --on-tone: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161a; --card: #1b1e24; --sunk: #22262d; --line: #383e48; --text: #e6e8eb; --soft: #a4abb6;
    --link: #8ab4f8; --mark: #6b5200; --mark-text: #ffffff;
    --bad: #f2938c; --doubtful: #f0c060; --note: #8ab4f8; --good: #7fd096; --on-tone: #14161a;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
[hidden] { display: none !important; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 1.5rem 0 0; }
h2:focus { outline: none; }
h3 { font-size: 1rem; font-weight: 500; margin: 0; overflow-wrap: anywhere; }
code, pre, dd, .excerpt { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; font-size: .875rem; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.dim { color: var(--soft); }
.bad { color: var(--bad); } .doubtful { color: var(--doubtful); } .note { color: var(--note); } .good { color: var(--good); }
#specs { list-style: none; margin: .25rem 0 1rem; padding: 0; color: var(--soft); overflow-wrap: anywhere; }
.target { margin: -.5rem 0 1rem; color: var(--soft); overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; margin: 0; padding: 0; }
.figures strong { font-size: 1.5rem; }
header p { margin: .25rem 0; }
.coverage { border-collapse: collapse; margin: .75rem 0; }
.coverage caption { text-align: left; font-weight: 600; }
.coverage th { font-weight: 400; text-align: left; }
.coverage th, .coverage td { padding: 0 1rem 0 0; }
.coverage td { white-space: nowrap; }
meter { width: 8rem; vertical-align: middle; }
#views { display: flex; flex-wrap: wrap; gap: .25rem; margin-top: 1.5rem; border-bottom: 1px solid var(--line); }
#views a { padding: .5rem .75rem; text-decoration: none; border-bottom: 3px solid transparent; }
#views a[aria-current] { border-color: var(--link); font-weight: 600; color: var(--text); }
#filters { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin-top: 1rem; padding: .75rem 1rem;
  background: var(--sunk); border-radius: .5rem; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 0; margin: 0; padding: 0; }
legend { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
select, input[type=search], button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
  border-radius: .375rem; padding: .25rem .5rem; max-width: 100%; }
button { cursor: pointer; }
select { width: 15rem; }
#search { flex: 1 1 12rem; display: flex; gap: .4rem; align-items: center; }
#search input { flex: 1; min-width: 0; }
#above { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .25rem 1rem; margin: .25rem 0 .75rem; min-height: 2.25rem; }
#status { margin: 0; color: var(--soft); }
#items { list-style: none; margin: 0; padding: 0; }
#items > li { contain-intrinsic-size: auto 6rem; content-visibility: auto; padding-bottom: .5rem; scroll-margin-top: .5rem; }
/* Its height is none to be guessed: what is scrolled to would slip away. */
#items > li:has(.item[open]) { content-visibility: visible; }
#items > li:has(h3:only-child) { contain-intrinsic-size: auto 3rem; padding-bottom: .4rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; }
.item > summary { position: relative; margin: -.6rem -1rem; padding: .6rem 1rem .6rem 2.25rem; list-style: none; border-radius: .5rem; color: inherit; }
.item > summary::-webkit-details-marker { display: none; }
.item > summary::before { content: ''; position: absolute; left: 1rem; top: 1.1rem; width: .45rem; height: .45rem;
  border: solid var(--soft); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.item[open] > summary::before { transform: rotate(45deg); }
.item > summary:hover { background: var(--sunk); }
.item[open] > summary { margin-bottom: 0; padding-bottom: .25rem; }
.item[open] > :not(summary) { margin-left: 1.25rem; }
.place { display: block; font-size: .875rem; overflow-wrap: anywhere; }
.glance { display: block; font-size: .875rem; color: var(--soft); overflow-wrap: anywhere; }
.item[open] .glance { display: none; }
.place .name { color: var(--soft); }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: .25rem; padding: 0 .4rem; margin-right: .5rem; font-size: .8125rem; font-weight: 600; }
.badge.bad { background: var(--bad); border-color: var(--bad); color: var(--on-tone); }
.badge.dim { color: var(--soft); }
.code { color: var(--soft); margin-right: .5rem; }
.title { display: block; margin-top: .25rem; }
.badge + .title, .title:only-child { display: inline; }
dl:empty { display: none; }
dl { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: .25rem 0 0; font-size: .875rem; }
dl div { display: flex; gap: .4rem; min-width: 0; }
dt { color: var(--soft); flex: none; }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.label { margin: .6rem 0 .15rem; font-size: .875rem; font-weight: 600; overflow-wrap: anywhere; }
.excerpt, pre { margin: .5rem 0 0; padding: .5rem .75rem; background: var(--sunk); border-radius: .375rem; }
.label + .excerpt, .label + pre { margin-top: 0; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0 .75rem; }
.sides > div { display: flex; flex-direction: column; min-width: 0; }
.sides .excerpt { flex: 1; }
.messages .sides > * { min-width: 0; }
.messages .line { display: block; margin: 0; overflow-wrap: anywhere; }
.messages .headers { display: block; }
.messages .headers dt { max-width: 45%; overflow-wrap: anywhere; }
.messages pre { max-height: 28rem; overflow: auto; }
.messages p.dim { margin: .25rem 0 0; font-size: .875rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.line { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .75rem; }
.line code { white-space: pre-wrap; overflow-wrap: anywhere; }
.number { color: var(--soft); min-width: 3ch; text-align: right; user-select: none; }
mark { background: var(--mark); color: var(--mark-text); border-radius: .2rem; }
article ul { margin: .1rem 0 0; padding-left: 1.25rem; font-size: .9375rem; overflow-wrap: anywhere; }
#matrix { overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem; }
#matrix table { border-collapse: collapse; width: 100%; font-size: .875rem; }
#matrix th, #matrix td { padding: .25rem .5rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
#matrix tr > :first-child { position: sticky; left: 0; background: var(--card); text-align: left; font-weight: 400;
  max-width: 26rem; white-space: normal; overflow-wrap: anywhere; min-width: 20rem; }
#matrix caption { caption-side: bottom; text-align: left; padding: .4rem .5rem; color: var(--soft); }
#matrix thead th { background: var(--sunk); font-weight: 600; }
#matrix thead tr > :first-child { background: var(--sunk); }
#matrix tbody tr { border-top: 1px solid var(--line); }
#matrix td.doubtful, #matrix td.bad { font-weight: 700; }
summary { cursor: pointer; }
.rule { margin-top: .6rem; font-size: .9375rem; }
.rule summary { color: var(--soft); }
.rule p { margin: .4rem 0 0; }
#pages { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; justify-content: center; margin: 1rem 0; }
footer { margin-top: 2rem; color: var(--soft); font-size: .875rem; }
@media (max-width: 40rem) {
  body { padding: 1rem .75rem; }
  article { padding: .6rem .7rem; }
  .item > summary { margin: -.6rem -.7rem; padding: .6rem .7rem .6rem 1.6rem; }
  .item > summary::before { left: .6rem; }
  .item[open] > :not(summary) { margin-left: 0; }
  #filters > label { display: grid; width: 100%; }
  #search { flex-basis: auto; gap: 0; }
  select { width: 100%; }
  .number { min-width: 0; }
  meter { width: 5rem; }
  #matrix tr > :first-child { min-width: 11rem; }
  .line { gap: .5rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --sunk: #fff; --line: #999; --text: #000; --soft: #444; --link: #000; --mark: #ddd; --mark-text: #000;
    --bad: #000; --doubtful: #000; --note: #000; --good: #000; --on-tone: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  #views, #filters, #pages, #fold, .rule, .skip { display: none; }
  .item > summary::before { display: none; }
  .badge.bad { background: none; color: var(--text); border-width: 2px; }
  mark { background: none; color: inherit; text-decoration: underline 2px; }
  #matrix { overflow: visible; }
  .item > summary, .item[open] > :not(summary) { margin-left: 0; padding-left: 0; }
  #items > li { content-visibility: visible; }
  article { break-inside: avoid; }
  .messages pre { max-height: none; }
}
`;
