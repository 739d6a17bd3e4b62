import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/findings/run-report.ts';
import { junitReport } from '../../src/report/junit.ts';
import { xmlElement, xmlText } from '../../src/report/xml.ts';
import {
  cleanReport,
  diffReport,
  hostileReport,
  hostileSource,
  lintReport,
  probeReport,
  reports,
  source,
} from './reports.ts';
import { parseXml, type XmlElement } from './xml.ts';

function tree(report: RunReport, failsFrom: 'error' | 'warning' | 'info' = 'error'): XmlElement {
  return parseXml(junitReport(report, source, failsFrom));
}

/** `suite / classname / name: result` of each test case. */
function outline(root: XmlElement): string[] {
  return root.children.flatMap((suite) =>
    suite.children.map((testcase) => {
      const result = testcase.children.find(({ name }) => name !== 'system-out')?.name ?? 'pass';
      const name = (key: string) => testcase.attributes.get(key) ?? '';
      return `${suite.attributes.get('name')} / ${name('classname')} / ${name('name')}: ${result}`;
    }),
  );
}

describe('junit', () => {
  it.each([...reports])('%s is well-formed, and its counts are right', (_, report) => {
    const root = tree(report);
    expect(root.name).toBe('testsuites');
    const cases = root.children.flatMap(({ children }) => children);
    const has = (name: string) =>
      cases.filter(({ children }) => children.some((child) => child.name === name)).length;
    const counted = ['tests', 'failures', 'errors', 'skipped'].map((key) => Number(root.attributes.get(key)));
    expect(counted).toEqual([cases.length, has('failure'), has('error'), has('skipped')]);
    for (const suite of root.children) {
      expect(Number(suite.attributes.get('tests'))).toBe(suite.children.length);
      expect(suite.attributes.get('time')).toMatch(/^\d+\.\d{3}$/);
    }
  });

  it('has a test case for each finding in a suite for its file, and one that passes for a clean file', () => {
    expect(outline(tree(lintReport))).toEqual([
      'api/titles.yaml / api/titles.yaml / path-parameter-undeclared at 5:5: failure',
      'api/titles.yaml / api/titles.yaml / operation-summary at 5:5: skipped',
      'api/titles.yaml / api/titles.yaml / operation-tag at 5:5: skipped',
      'api/clean.yaml / api/clean.yaml / lint: no findings: pass',
    ]);
    expect(outline(tree(cleanReport))).toEqual(['api/clean.yaml / api/clean.yaml / lint: no findings: pass']);
  });

  it('has one test case for a comparison without findings', () => {
    expect(outline(tree({ ...diffReport, findings: [] }))).toEqual([
      'api/next.yaml / api/next.yaml / diff: no findings: pass',
    ]);
    const [, , removed] = diffReport.findings;
    const only = { ...diffReport, findings: removed ? [removed] : [] };
    expect(outline(tree(only))).toEqual([
      'v1:api/titles.yaml / v1:api/titles.yaml / operation-removed at 9:5: failure',
    ]);
  });

  it('fails what fails the run', () => {
    expect(outline(tree(lintReport, 'warning')).filter((line) => line.endsWith(': failure'))).toHaveLength(2);
    expect(outline(tree(lintReport, 'info')).filter((line) => line.endsWith(': failure'))).toHaveLength(3);
  });

  it('says in a failure where, what and why', () => {
    const [failure] = tree(diffReport).children[0]?.children[0]?.children ?? [];
    expect(failure?.attributes.get('message')).toBe(
      'POST /titles: "status" lost "archived" (request body application/json)',
    );
    expect(failure?.text).toContain('api/next.yaml#/paths/~1titles~1{id}/get');
    expect(failure?.text).toContain('accepted before, refused after:\n      {"status":"archived"}');
  });

  it('has a test case for each exchange, and for what was found outside of all', () => {
    expect(outline(tree(probeReport))).toEqual([
      'rec/a.yaml / GET /titles/{id} / a title is read: pass',
      'rec/a.yaml / GET /titles/{id} / a title that breaks it: failure',
      'exchanges / no operation / nobody answers: error',
      'exchanges / no operation / left out: skipped',
      'rec/b.yaml / rec/b.yaml / recording-invalid at 3:5: failure',
    ]);
    const [read, broken] = tree(probeReport).children[0]?.children ?? [];
    expect(read?.attributes.get('time')).toBe('0.003');
    expect(read?.children[0]?.text).toContain('query parameter "x" is not declared');
    expect(broken?.children[0]?.text).toContain('curl http://127.0.0.1:4010/titles/0');
    expect(outline(tree(probeReport, 'warning'))[0]).toMatch(/: failure$/);
  });

  it('takes no harm from hostile texts', () => {
    const root = parseXml(junitReport(hostileReport, hostileSource, 'error'));
    const [failure] = root.children[0]?.children[0]?.children ?? [];
    expect(failure?.attributes.get('message')).toContain('</script><script>alert(1)</script>');
    expect(failure?.attributes.get('message')).toContain('\\u001b[31mred');
    expect(failure?.attributes.get('message')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  it('carries any text that XML can hold, and nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (value, content) => {
        const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('a', { b: value }, xmlText(content))}`;
        const parsed = parseXml(xml);
        const kept = (text: string) =>
          // eslint-disable-next-line no-control-regex
          text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
        expect(parsed.attributes.get('b')).toBe(kept(value));
        expect(parsed.text).toBe(kept(content));
      }),
    );
  });
});
