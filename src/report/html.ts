import { numeral } from '../document/numerals.ts';
import { createHash } from 'node:crypto';
import type { FindingMeta } from '../findings/meta.ts';
import type { RunReport } from '../findings/run-report.ts';
import { changeCounts, semverWords } from './change-words.ts';
import { coverageRows, type CoverageRow } from './coverage-words.ts';
import type { Source } from './frame.ts';
import type { PageData, Rule } from './html/data.ts';
import { pageScript } from './html/script.ts';
import { pageStyle } from './html/style.ts';
import { viewsOf } from './html/views.ts';
import { printable } from './printable.ts';

/**
 * Takes a report, the texts that it speaks of and what is known of each code; gives one HTML file that needs nothing
 * else. What comes from documents is in the page as JSON only, and its script shows it as text (where requests went to,
 * and figures, stand without it); the page's policy
 * lets no other script or style run, and nothing be fetched.
 */
export function htmlReport(
  report: RunReport,
  source: Source,
  metas: ReadonlyMap<string, FindingMeta>,
): string {
  const data: PageData = {
    specs: report.specs.map(({ uri, role }) => (role === 'spec' ? '' : `${role}: `) + printable(uri)),
    views: viewsOf(report, source),
    rules: [...metas.values()].map(ruleOf),
  };
  const title = `apicheck ${report.command}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#list" id="skip">Skip to the list</a>
<header>
<h1>${title}</h1>
<ul id="specs" role="list" aria-label="Descriptions"></ul>
${targetOf(report)}${overview(report)}
</header>
<noscript><p>The lists below need JavaScript. The same report as text: <code>--format text</code> or <code>--format markdown</code>.</p></noscript>
<nav id="views" aria-label="Lists" hidden></nav>
<main>
<form id="filters" role="search" aria-label="Filter" hidden>
<fieldset id="levels"><legend>Show</legend></fieldset>
<label id="rules">Rule <select id="rule"></select></label>
<label id="operations" hidden>Operation <select id="operation"></select></label>
<label id="search">Text <input id="text" type="search" autocomplete="off" spellcheck="false"></label>
<button type="reset">Clear</button>
</form>
<h2 id="list" tabindex="-1">Findings</h2>
<div id="above"><p id="status" role="status"></p><button type="button" id="fold" hidden></button></div>
<ol id="items" role="list"></ol>
<div id="matrix" role="region" aria-label="Coverage by operation and status" tabindex="0" hidden><table><caption>How often each status was seen; · documented and not seen, 5! seen and not documented</caption><thead id="columns"></thead><tbody id="rows"></tbody></table></div>
<nav id="pages" aria-label="Pages" hidden></nav>
</main>
<footer>apicheck ${escapeHtml(report.tool.version)}</footer>
<script type="application/json" id="data">${embedJson(data)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

/** Where requests went to. */
function targetOf({ probe }: RunReport): string {
  const target = probe?.target;
  return target === undefined
    ? ''
    : `<p class="target">live on <code>${escapeHtml(printable(target))}</code></p>\n`;
}

const policy = [
  "default-src 'none'",
  `script-src '${hashOf(pageScript)}'`,
  `style-src '${hashOf(pageStyle)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** A source expression of Content Security Policy level 3, section 2.3.1. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Takes a value; gives it as JSON without a `<`, so that nothing in it can end the element that it is in. */
function embedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function ruleOf({ code, summary, why, fix, section }: FindingMeta): Rule {
  return { code, summary, why, fix, ...(section?.startsWith('https://') && { section }) };
}

/** Figures alone: they are the page's own, and stand without its script. */
function overview({ summary, diff, probe }: RunReport): string {
  const { error, warning, info, suppressed, durationMs } = summary;
  const figures = [
    figure('bad', error, error === 1 ? 'error' : 'errors'),
    figure('doubtful', warning, warning === 1 ? 'warning' : 'warnings'),
    figure('note', info, 'info'),
    ...(suppressed > 0 ? [figure('dim', suppressed, 'suppressed')] : []),
  ];
  const lines = [`<ul class="figures" role="list">${figures.join('')}</ul>`];
  if (diff) lines.push(`<p>${changeCounts(diff)}. This <strong>${semverWords[diff.semver]}</strong>.</p>`);
  if (probe) {
    lines.push(
      '<table class="coverage"><caption>Coverage</caption><tbody>',
      ...coverageRows(probe.coverage).map(coverageRow),
      '</tbody></table>',
    );
  }
  lines.push(`<p class="dim">took ${duration(durationMs)}</p>`);
  return lines.join('\n');
}

function figure(tone: string, number: number, label: string): string {
  return `<li class="${number === 0 ? 'dim' : tone}"><strong>${numeral(number)}</strong> ${label}</li>`;
}

function coverageRow({ name, covered, total, percent }: CoverageRow): string {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return `<tr><th scope="row">${title}</th><td>${covered} of ${total}</td><td><meter min="0" max="100" value="${percent}" aria-label="${title} covered">${percent}%</meter> ${percent}%</td></tr>`;
}

/** Takes milliseconds; gives them as a person would say them. */
function duration(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
