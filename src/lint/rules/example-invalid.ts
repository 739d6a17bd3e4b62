import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import type { Direction, Header, Parameter, SchemaSite } from '../../openapi/model.ts';
import { mismatchesOf, type Mismatches } from '../mismatches.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'example-invalid',
  severity: 'warning',
  summary: 'Let every example be what its schema says.',
  why: 'People copy examples, mock servers send them, and tests are written from them: a wrong one spreads.',
  fix: 'Correct the example, or the schema if the example is what the API does.',
  aliases: [
    'oas3-valid-media-example',
    'oas3-valid-schema-example',
    'oas2-valid-media-example',
    'oas2-valid-schema-example',
    'no-invalid-media-type-examples',
    'no-invalid-parameter-examples',
    'no-invalid-schema-examples',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#working-with-examples',
  messages: {
    invalid: 'this example {problem}',
    unjudged: 'examples of this schema could not be checked: {reason}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      required: [isbn]
      properties:
        isbn: { type: string }
        pages: { type: integer, minimum: 1 }
      example:
        pages: 0
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title:
      type: object
      required: [isbn]
      properties:
        isbn: { type: string }
        pages: { type: integer, minimum: 1 }
      example:
        isbn: '9781234567897'
        pages: 320
`,
  create(report, context) {
    /** Of several ways in which a value may travel, one that it fits is enough. */
    const judge = (sites: readonly SchemaSite[], value: Node | undefined, text = false) => {
      if (!value) return;
      let first: Mismatches | undefined;
      for (const site of sites) {
        const judged = mismatchesOf(context, site, value, text);
        if (judged.kind === 'judged' && judged.mismatches.length === 0) return;
        first ??= judged;
      }
      if (first?.kind === 'judged') {
        for (const { problem, ...placement } of first.mismatches)
          report({ message: 'invalid', params: { problem }, ...placement });
      }
      // That its examples go unchecked is told once, at the cause, unless the cause has been told already.
      if (first?.kind !== 'unjudged' || context.isFaulty(first.uncompilable.node)) return;
      const { node, reason } = first.uncompilable;
      report({ message: 'unjudged', params: { reason }, at: node, severity: 'info' });
    };
    const judgeAll = ({ schema, examples }: Parameter | Header) => {
      // Beside `content` (3.2), examples are texts as they are sent.
      for (const { value } of examples) judge(schema ? [schema] : [], value, true);
    };
    return {
      parameter: judgeAll,
      header: judgeAll,
      mediaType(mediaType, owner) {
        const { range, schema, examples } = mediaType;
        const form = /^application\/x-www-form-urlencoded\b/i.test(range);
        if (!schema || !(form || isJson(range))) return;
        const direction = owner === 'request' || owner === 'parameter' ? 'request' : 'response';
        for (const { value } of examples) {
          // A form's example may be the form as it is sent.
          if (!form || typeof value?.value === 'object') judge([{ ...schema, direction }], value, form);
        }
      },
      schema({ node, dialect, directions }) {
        const used: readonly Direction[] = ['response', 'request'];
        const known = used.filter((direction) => directions.has(direction));
        const sites = (known.length > 0 ? known : used).map((direction) => ({ node, dialect, direction }));
        judge(sites, child(node, 'example'));
        if (dialect !== 'openapi-2.0' && dialect !== 'openapi-3.0') {
          for (const example of items(child(node, 'examples'))) judge(sites, example);
        }
      },
    };
  },
});

/** Whether examples of a media type are values of its schema; those of types that JSON cannot write are texts. */
function isJson(range: string): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)|^\*\/\*$|^application\/\*$/i.test(range);
}
