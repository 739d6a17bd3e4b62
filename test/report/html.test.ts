import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import type { PageData } from '../../src/report/html/data.ts';
import { htmlReport } from '../../src/report/html.ts';
import { runPage, type FakePage } from './fake-page.ts';
import {
  acceptedReport,
  bigReport,
  diffReport,
  hostileReport,
  hostileSource,
  hostileText,
  lintReport,
  metas,
  probeReport,
  reports,
  source,
} from './reports.ts';

interface Page {
  readonly html: string;
  readonly data: string;
  readonly script: string;
  readonly style: string;
}

function page(report: RunReport, from = source): Page {
  const html = htmlReport(report, from, metas);
  const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(html) ?? [];
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  return { html, data, script, style };
}

function open(report: RunReport, hash = '', from = source): FakePage {
  const { script, data } = page(report, from);
  return runPage(script, data, hash);
}

const titles = (shown: FakePage) =>
  shown
    .byId('items')
    .all()
    .filter((element) => element.attributes.get('class') === 'title')
    .map((element) => element.textContent);
const status = (shown: FakePage) => shown.byId('status').textContent;

describe('the page as a file', () => {
  it.each([...reports])('%s lets nothing run but its own script and style', (_, report) => {
    const { html, data, script, style } = page(report, hostileSource);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
    ]);
    // The policy stands before all that it is to judge.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<style>'));
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html.replace(data, '')).not.toMatch(
      /<(?:!--|iframe|object|embed|base|link rel="stylesheet")|\son\w+=|\sstyle=/,
    );
    expect(html.match(/(?:src|href)="[^"]*"/g)).toEqual(['href="data:,"', 'href="#list"']);
  });

  it('has what comes from documents in its data alone, without a <', () => {
    const { html, data } = page(hostileReport, hostileSource);
    expect(data).not.toContain('<');
    const rest = html.replace(data, '');
    for (const word of ['alert', 'onerror', 'injected', 'evil', 'we ird']) expect(rest).not.toContain(word);
    const { views } = JSON.parse(data) as PageData;
    expect(views[0]?.items[0]?.title).toContain('</script><script>alert(1)</script>');
    expect(data).not.toMatch(/[\u202a-\u202e\u2066-\u2069\ufeff]/);
  });

  it('is the same for the same report', () => {
    expect(page(diffReport).html).toBe(page(diffReport).html);
  });
});

describe('the page at work', () => {
  it('lists findings, the most severe first, with lines, evidence and what is known of the rule', () => {
    const shown = open(lintReport);
    expect(titles(shown)).toEqual(lintReport.findings.map(({ message }) => message));
    expect(status(shown)).toBe('1 to 3 of 3');
    const [first] = shown.byId('items').all();
    expect(first?.all().find(({ name }) => name === 'mark')?.textContent).toBe('get');
    expect(first?.textContent).toContain('the path: api/titles.yaml:4:3');
    expect(first?.textContent).toContain('Nobody knows what may stand there.');
    expect(
      first
        ?.all()
        .find(({ name }) => name === 'a')
        ?.attributes.get('href'),
    ).toBe('https://spec.openapis.org/oas/v3.1.1#path-templating');
    expect(shown.byId('specs').textContent).toBe('api/titles.yamlapi/clean.yaml');
  });

  it('filters by severity, rule and text, and keeps that in its address', () => {
    const shown = open(lintReport);
    const boxes = shown.byId('levels').querySelectorAll('input');
    expect(shown.byId('levels').textContent).toBe('Show error (1) warning (1) info (1)');
    for (const box of boxes) box.checked = box.value === 'warning';
    shown.byId('levels').fire('change');
    expect([shown.hash(), titles(shown)]).toEqual(['#severity=warning', ['GET /titles/{id} has no summary']]);

    shown.byId('filters').fire('reset');
    expect([shown.hash(), status(shown)]).toEqual(['', '1 to 3 of 3']);
    shown.byId('rule').value = 'operation-tag';
    shown.byId('rule').fire('change');
    expect([shown.hash(), status(shown)]).toEqual(['#rule=operation-tag', '1 to 1 of 1 (filtered from 3)']);

    shown.byId('rule').value = '';
    shown.byId('rule').fire('change');
    shown.byId('text').value = ' HAS no sum ';
    shown.byId('text').fire('input');
    shown.wait();
    expect([shown.hash(), titles(shown)]).toEqual(['#text=HAS+no+sum', ['GET /titles/{id} has no summary']]);
  });

  it('shows what its address says', () => {
    expect(titles(open(lintReport, '#severity=error,info&text=declares'))).toHaveLength(1);
    expect(status(open(lintReport, '#severity=none'))).toBe('None of 3 is like that.');
    expect(status(open(lintReport, '#page=99&view=nothing&rule='))).toBe('1 to 3 of 3');
    expect(titles(open(lintReport, '#rule=__proto__'))).toEqual([]);
  });

  it('turns pages, and prints without them', () => {
    const shown = open(bigReport(300));
    expect(titles(shown)).toHaveLength(100);
    const next = shown
      .byId('pages')
      .all()
      .find((element) => element.textContent === 'Next');
    shown.goTo(next?.attributes.get('href') ?? '');
    expect(status(shown)).toBe('101 to 200 of 300');
    expect(shown.byId('list').focused).toBe(1);
    expect(shown.byId('items').start).toBe(101);
    shown.fire('beforeprint');
    expect(titles(shown)).toHaveLength(300);
    shown.fire('afterprint');
    expect(titles(shown)).toHaveLength(100);
  });

  it('shows the changes of a diff with both places and the witness', () => {
    const shown = open(diffReport);
    expect(shown.byId('views').textContent).toBe('Changes (5)Findings (3)');
    const [first] = shown.byId('items').all();
    expect(first?.textContent).toContain('breaking');
    expect(first?.textContent).toContain('Before: api/titles.yaml:5:5');
    expect(first?.textContent).toContain('After: api/next.yaml:5:5');
    expect(first?.all().find(({ name }) => name === 'pre')?.textContent).toBe('{\n  "status": "archived"\n}');
    expect(first?.textContent).toContain('/status must be "live", is "archived"');
    expect(titles(open(diffReport, '#verdict=unproven'))).toEqual([
      'allOf changed (response 200 application/json)',
    ]);
    expect(page(diffReport).html).toContain('calls for a new major version');
  });

  it('shows what a parameter carries as it goes over the wire', () => {
    const text = JSON.stringify(diffReport).replaceAll(
      '"instance":{"status":"archived"}',
      '"instance":51,"wire":"limit=51"',
    );
    const [first] = open(JSON.parse(text) as typeof diffReport)
      .byId('items')
      .all();
    expect(first?.all().find(({ name }) => name === 'pre')?.textContent).toBe('limit=51');
  });

  it('shows both versions side by side, and filters changes by operation', () => {
    const shown = open(diffReport);
    const sides = shown
      .byId('items')
      .all()
      .filter((element) => element.attributes.get('class') === 'sides');
    expect(sides.map(({ textContent }) => textContent.includes('Before: api/titles.yaml'))).toEqual([true]);
    expect(sides[0]?.textContent).toContain('After: api/next.yaml');
    expect(shown.byId('operation').textContent).toContain('POST /titles (1)');
    shown.byId('operation').value = 'POST /titles';
    shown.byId('operation').fire('change');
    expect([shown.hash(), status(shown)]).toEqual([
      '#operation=POST+%2Ftitles',
      '1 to 1 of 1 (filtered from 5)',
    ]);
    expect(titles(open(diffReport, '#operation=GET+%2Fauthors'))).toEqual(['GET /authors was added']);
    shown.byId('filters').fire('reset');
    expect([shown.hash(), status(shown)]).toEqual(['', '1 to 5 of 5']);
    expect(open(lintReport).byId('operation').textContent).toContain('GET /titles/{id} (1)');
    expect(open(bigReport(3)).byId('operations').hidden).toBe(true);
  });

  it('shows what the team lives with as accepted, and what several operations share', () => {
    const shown = open(acceptedReport, '#verdict=accepted');
    expect(titles(shown)).toHaveLength(3);
    expect(shown.byId('items').textContent).toContain('accepted until 2027-01-31: nobody | calls it');
    expect(open(acceptedReport, '#rule=property-required').byId('items').textContent).toContain(
      'shared by ' + 'POST /titles and 1,200 more operations',
    );
  });

  it('shows the exchanges of a probe, what they found, and what was not seen', () => {
    const shown = open(probeReport);
    expect(titles(shown)).toEqual([
      'a title that breaks it',
      'nobody answers',
      'a title is read',
      'left out',
    ]);
    const [first] = shown.byId('items').all();
    expect(first?.textContent).toContain('error status-undocumented: status 500 is not documented');
    expect(first?.textContent).toContain('curl http://127.0.0.1:4010/titles/0');
    // At a glance: what was answered, and what is wrong with it.
    expect(first?.textContent).toContain('request GET http://127.0.0.1:4010/titles/0 → 500');
    const glances = shown
      .byId('items')
      .all()
      .filter(({ attributes }) => attributes.get('class') === 'glance');
    expect(glances.map(({ textContent }) => textContent)).toContainEqual(
      expect.stringContaining('status 500 is not documented'),
    );
    expect(page(probeReport).html).toContain('live on <code>http://127.0.0.1:4010</code>');
    expect(titles(open(probeReport, '#view=exchanges&outcome=skip'))).toEqual(['left out']);
    expect(titles(open(probeReport, '#view=unseen'))).toEqual([
      'GET /titles/{id} 404',
      'DELETE /titles/{id} 204',
      'Title.note',
      'Title.status "draft"',
    ]);
    expect(titles(open(probeReport, '#view=unseen&kind=enumValues'))).toEqual(['Title.status "draft"']);
    expect(page(probeReport).html).toContain('<td>1 of 3</td>');
  });

  it('shows which statuses of which operations were seen, as a table', () => {
    const shown = open(probeReport, '#view=matrix');
    const rows = (at: FakePage) =>
      at
        .byId('rows')
        .children.map((row) =>
          typeof row === 'string'
            ? row
            : row.children.map((cell) => (typeof cell === 'string' ? cell : cell.textContent)),
        );
    expect(shown.byId('columns').textContent).toBe('Operation200204404418');
    expect(rows(shown)).toEqual([
      ['GET /titles/{id}', '1', '', '·', '1!'],
      ['DELETE /titles/{id}', '', '·', '', ''],
    ]);
    expect([shown.byId('matrix').hidden, shown.byId('items').hidden]).toEqual([false, true]);
    expect(rows(open(probeReport, '#view=matrix&coverage=uncalled'))).toHaveLength(1);
    shown.goTo('#view=findings');
    expect([shown.byId('matrix').hidden, shown.byId('items').hidden]).toEqual([true, false]);
  });

  it('shows hostile texts as text', () => {
    const shown = open(hostileReport, '', hostileSource);
    expect(titles(shown)[0]).toContain('</script><script>alert(1)</script>');
    const names = new Set(
      shown
        .byId('items')
        .all()
        .map(({ name }) => name),
    );
    for (const name of ['script', 'img', 'iframe', 'a']) expect(names.has(name)).toBe(false);
    expect(hostileText).toContain('\u202e');
    expect(shown.byId('items').textContent).not.toContain('\u202e');
  });
});

describe('lines around a finding', () => {
  it('are cut around the mark where a line is long', () => {
    const [finding] = lintReport.findings;
    if (finding === undefined) throw new Error('the report has a finding');
    const far = {
      ...finding,
      location: {
        ...finding.location,
        range: { start: { line: 1, column: 5_000_001 }, end: { line: 1, column: 5_000_005 } },
      },
    };
    const text = `${'x'.repeat(5_000_000)}meant${'y'.repeat(5_000_000)}`;
    const many = { ...lintReport, findings: Array.from({ length: 200 }, () => far) };
    const { data } = page(many, () => text);
    const [view] = (JSON.parse(data) as PageData).views;
    const block = view?.items[0]?.blocks?.[0];
    expect(block).toEqual({
      kind: 'excerpt',
      excerpt: {
        first: 1,
        before: [],
        marked: [`…${'x'.repeat(60)}`, 'mean', `t${'y'.repeat(135)}…`],
        after: [],
      },
    });
  });
});
