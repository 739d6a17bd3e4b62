import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changelogReport } from '../../src/report/changelog.ts';
import { codeSpan, fencedBlock, markdownText, tableCell } from '../../src/report/markdown-text.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import {
  cleanReport,
  acceptedReport,
  diffReport,
  hostileReport,
  hostileSource,
  hostileText,
  lintReport,
  probeReport,
  reports,
  source,
  bigReport,
} from './reports.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('`', '|', '\\', ' ', '<', '_', '*', 'a', '\n') }),
);

describe('markdown', () => {
  it('shows a lint', () => {
    expect(markdownReport(lintReport, source)).toMatchInlineSnapshot(`
      "## ❌ apicheck lint: 1 error, 1 warning, 1 info

      \`api/titles.yaml\`, \`api/clean.yaml\`

      | severity | code | findings |
      | --- | --- | ---: |
      | error | \`path-parameter-undeclared\` | 1 |
      | warning | \`operation-summary\` | 1 |
      | info | \`operation-tag\` | 1 |

      ### Errors (1)

      - **path-parameter-undeclared** GET /titles/{id} declares no path parameter "id"  
        \`api/titles.yaml:5:5\`

        \`\`\`
        5 │     get:
          │     ^^^
        \`\`\`

        - the path: \`api/titles.yaml:4:3\`
        - fix: declare it

      ### Warnings (1)

      - **operation-summary** GET /titles/{id} has no summary  
        \`api/titles.yaml:5:5\`

        \`\`\`
        5 │     get:
          │     ^^^
        \`\`\`

      ### Info (1)

      - **operation-tag** GET /titles/{id} has no tag  
        \`api/titles.yaml:5:5\`

        \`\`\`
        5 │     get:
          │     ^^^
        \`\`\`
      "
    `);
  });

  it('shows a diff', () => {
    expect(markdownReport(diffReport, source)).toMatchInlineSnapshot(`
      "## ❌ apicheck diff: 2 errors, 1 warning

      \`v1:api/titles.yaml\` → \`api/next.yaml\`

      | severity | code | findings |
      | --- | --- | ---: |
      | error | \`enum-value-removed\` | 1 |
      | error | \`operation-removed\` | 1 |
      | warning | \`schema-changed\` | 1 |

      5 changes (2 breaking, 1 unproven, 2 compatible)

      This calls for a new major version.

      ### Errors (2)

      - **enum-value-removed** "status" lost "archived" (request body application/json) in \`POST /titles\`  
        \`api/next.yaml:5:5\`

        \`\`\`
        5 │     get:
          │     ^^^
        \`\`\`

        - accepted before, refused after: \`{"status":"archived"}\`
        - because /status must be "live", is "archived"

      - **operation-removed** DELETE /titles/{id} was removed  
        \`v1:api/titles.yaml:9:5\`

      ### Warnings (1)

      - **schema-changed** allOf changed (response 200 application/json) in \`GET /titles/{id}\`  
        \`api/next.yaml:4:3\`

        \`\`\`
        4 │   /titles/{id}:
          │   ^^^^^^^^^^^^
        \`\`\`

        - not proven: the budget of 10,000 steps was spent
      "
    `);
  });

  it('shows a probe', () => {
    expect(markdownReport(probeReport, source)).toMatchInlineSnapshot(`
      "## ❌ apicheck probe: 2 errors, 1 warning

      \`api/titles.yaml\`

      | severity | code | findings |
      | --- | --- | ---: |
      | error | \`status-undocumented\` | 1 |
      | error | \`recording-invalid\` | 1 |
      | warning | \`parameter-undeclared\` | 1 |

      1 of 4 exchanges passed, live on \`http://127.0.0.1:4010\`.

      | exchange | request | status | outcome | first of what is wrong, or why it was skipped |
      | --- | --- | --- | --- | --- |
      | a title that breaks it | \`GET http://127.0.0.1:4010/titles/0\` | 500 | ❌ failed | status 500 is not documented for GET /titles/{id}, only 200 |
      | nobody answers |  |  | ❌ not judged |  |
      | left out |  |  | ⏭ skipped |  |

      <details><summary>Send them again</summary>

      \`\`\`
      curl http://127.0.0.1:4010/titles/0
      \`\`\`

      </details>

      | coverage | seen | of |  |
      | --- | ---: | ---: | ---: |
      | operations | 1 | 2 | 50% |
      | responses | 1 | 3 | 33% |
      | media types | 1 | 1 | 100% |
      | response properties | 2 | 3 | 66% |
      | enum values | 1 | 2 | 50% |

      <details><summary>Statuses not seen, or not documented (2 operations)</summary>

      | operation | 200 | 204 | 404 | 418 |
      | --- | ---: | ---: | ---: | ---: |
      | \`GET /titles/{id}\` | 1 |  | **not seen** | 1 undocumented |
      | \`DELETE /titles/{id}\` |  | **not seen** |  |  |

      </details>

      <details><summary>Parameters, properties and values not seen (2)</summary>

      - \`Title.note\`
      - \`Title.status "draft"\`

      </details>

      ### Errors (2)

      - **status-undocumented** status 500 is not documented for GET /titles/{id}, only 200  
        \`rec/a.yaml:20:15\`

        - at fault: the provider

      - **recording-invalid** this is no exchange  
        \`rec/b.yaml:3:5\`

      ### Warnings (1)

      - **parameter-undeclared** query parameter "x" is not declared, in 7 of 7 exchanges  
        \`rec/a.yaml:8:5\`

        - at fault: likely the contract, with which no exchange agrees; proposed: describe query parameter x
      "
    `);
  });

  it('says that nothing was found', () => {
    expect(markdownReport(cleanReport, source)).toBe(
      '## ✅ apicheck lint: no findings\n\n`api/clean.yaml`\n',
    );
  });

  it('folds findings that are alike', () => {
    const text = markdownReport(bigReport(300), source);
    expect(text.split('\n').length).toBeLessThan(120);
    expect(text).toMatch(/… and \d+ more `schema-type` like this \(lines .*, …\)/);
  });

  it('names more findings the more room there is, and always counts the rest', () => {
    const shownIn = (limit: number) => {
      const text = markdownReport(bigReport(300), source, { limit });
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      return text;
    };
    expect(shownIn(1500)).toMatch(/… and \d+ more that do not fit here\.\n$/);
    expect(shownIn(4000).length).toBeGreaterThan(shownIn(1500).length);
  });
});

describe('text in Markdown', () => {
  it('is one line, holds no markup and no control', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const shown = markdownText(text);
        // eslint-disable-next-line no-control-regex
        expect(shown).not.toMatch(/[\u0000-\u001f<>]/);
        expect(shown.replace(/\\[^A-Za-z0-9 ]/g, '')).not.toMatch(/[`*[\]|~$]/);
      }),
    );
  });

  it('mentions nobody and links nowhere', () => {
    expect(markdownText('@all me@x.test #12 https://a.test www.a.test a_b _c_')).toBe(
      '@&#8203;all me@&#8203;x.test #&#8203;12 https&#8203;://a.test www&#8203;.a.test a_b \\_c\\_',
    );
  });

  it('ends no code span, no fence and no cell before its time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const span = codeSpan(text);
        const ticks = /^`*/.exec(span)?.[0] ?? '';
        const inside = span.slice(ticks.length, span.length - ticks.length);
        expect(inside.split(/(`+)/).filter((run) => run === ticks && ticks !== '')).toEqual([]);
        const [open = '', ...lines] = fencedBlock([text.replaceAll('\n', ' ')]);
        expect(lines.slice(0, -1).some((line) => line.includes(open))).toBe(false);
        expect(tableCell(codeSpan(text)).replace(/\\\|/g, '')).not.toContain('|');
      }),
    );
  });

  it.each([...reports])('of %s has no tag but its own', (_, report) => {
    const text = [markdownReport(report, hostileSource), changelogReport(report)].join('\n');
    const outside = text
      .replace(/^( *)(`{3,})[\s\S]*?^ *\2$/gm, '')
      .replace(/(`+)[^`\n][\s\S]*?\1(?!`)/g, '');
    expect(outside.match(/<[^>]*>/g) ?? []).toEqual(
      report.probe ? [1, 2, 3].flatMap(() => ['<details>', '<summary>', '</summary>', '</details>']) : [],
    );
  });

  it('of a hostile report stands on its own lines', () => {
    const lines = markdownReport(hostileReport, hostileSource).split('\n');
    expect(
      lines
        .filter((line) => line.includes('injected'))
        .every((line) => /^( *- |## |`| +`| *\d+ │)/.test(line)),
    ).toBe(true);
    expect(hostileText).toContain('injected');
  });
});

describe('changelog', () => {
  it('shows changes by operation, breaking ones first', () => {
    expect(changelogReport(diffReport)).toMatchInlineSnapshot(`
      "# API changes

      From \`v1:api/titles.yaml\` to \`api/next.yaml\`.

      5 changes (2 breaking, 1 unproven, 2 compatible). This calls for a new major version.

      ## Breaking changes (2)

      ### \`DELETE /titles/{id}\`

      - DELETE /titles/{id} was removed (\`operation-removed\`)

      ### \`POST /titles\`

      - "status" lost "archived" (request body application/json) (\`enum-value-removed\`)
        - accepted before, refused after: \`{"status":"archived"}\`
        - because /status must be "live", is "archived"

      ## Changes that may break (1)

      ### \`GET /titles/{id}\`

      - allOf changed (response 200 application/json) (\`schema-changed\`)
        - not proven: the budget of 10,000 steps was spent

      ## Compatible changes (2)

      ### The API as a whole

      - may be called with apiKey too (\`security-changed\`)

      ### \`GET /authors\`

      - GET /authors was added (\`operation-added\`)
      "
    `);
  });

  it('has what is announced and what the team lives with apart', () => {
    expect(changelogReport(acceptedReport)).toMatchInlineSnapshot(`
      "# API changes

      From \`v1:api/titles.yaml\` to \`api/next.yaml\`.

      6 changes (1 breaking, 3 accepted, 2 compatible). This calls for a new major version.

      ## Breaking changes (1)

      ### What several operations share

      - "isbn" became required (request body application/json) (\`property-required\`)
        - in \`POST /titles\` and 1,200 more operations

      ## Deprecations (1)

      ### \`GET /titles/{id}\`

      - GET /titles/{id} was deprecated (\`operation-deprecated\`)

      ## Accepted changes (3)

      ### \`DELETE /titles/{id}\`

      - DELETE /titles/{id} was removed (\`operation-removed\`)
        - accepted until 2027-01-31: nobody \\| calls it

      ### \`POST /titles\`

      - "status" lost "archived" (request body application/json) (\`enum-value-removed\`)
        - ignored by a comment
        - accepted before, refused after: \`{"status":"archived"}\`
        - because /status must be "live", is "archived"

      ### \`GET /titles/{id}\`

      - GET /titles/{id} was deprecated (\`operation-deprecated\`)
        - known to the baseline

      ## Compatible changes (1)

      ### \`GET /authors\`

      - GET /authors was added (\`operation-added\`)
      "
    `);
  });

  it('is in a report of findings where it is asked for', () => {
    const text = markdownReport(acceptedReport, source, { changelog: true });
    expect(text).toContain('### Accepted changes (3)');
    expect(text).toContain('#### `GET /titles/{id}`');
    expect(markdownReport(acceptedReport, source)).not.toContain('Accepted changes');
  });

  it('says that nothing changed', () => {
    const { diff, ...rest } = diffReport;
    if (diff === undefined) throw new Error('the report has a diff');
    expect(changelogReport({ ...rest, diff: { ...diff, changes: [] } })).toBe(
      '# API changes\n\nFrom `v1:api/titles.yaml` to `api/next.yaml`.\n\nNothing changed.\n',
    );
  });
});
