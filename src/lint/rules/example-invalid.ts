import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import type { Direction, Example, Header, Parameter, SchemaSite } from '../../openapi/model.ts';
import { mismatchesOf, type Mismatches } from '../mismatches.ts';
import { defineLintRule } from '../rule.ts';
import { isJsonText, mismatchesInText, type TextForm } from '../text-examples.ts';

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
    'ibm-valid-schema-example',
  ],
  section: 'https://spec.openapis.org/oas/v3.1.1#working-with-examples',
  messages: {
    invalid: 'this example {problem}',
    text: 'this example is JSON written as text, which is a string to whoever reads it: write it as a value',
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
    /** Takes what judging came to for each way in which a value may travel: one that it fits is enough. */
    const tell = (outcomes: Iterable<Mismatches>) => {
      let first: Mismatches | undefined;
      for (const judged of outcomes) {
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
    const judge = (sites: readonly SchemaSite[], value: Node | undefined, text = false) => {
      if (value) tell(lazily(sites, (site) => mismatchesOf(context, site, value, text)));
    };
    const judgeText = (site: SchemaSite, value: Node | undefined, form: TextForm) => {
      if (value && isText(value)) tell([mismatchesInText(context, site, value, form)]);
    };
    /** Of a media type that JSON writes. */
    const judgeJson = (site: SchemaSite, example: Example, form: boolean) => {
      const { value, name } = example;
      if (name !== undefined) judgeText(site, child(example.node, 'serializedValue'), 'json');
      // A form's example may be the form as it is sent.
      if (!value || (form && typeof value.value !== 'object')) return;
      if (!form && isJsonText(value) && context.schemas.accepts(site, value.value) === false)
        report({ message: 'text', at: value });
      else judge([site], value, form);
    };
    /** Of a sequence of JSON values (3.2, Sequential Media Types). */
    const judgeItems = (site: SchemaSite, example: Example) => {
      const { value, name } = example;
      if (name !== undefined) judgeText(site, child(example.node, 'serializedValue'), 'lines');
      if (!value) return;
      judgeText(site, value, 'lines');
      for (const item of items(value)) judge([site], item);
    };
    const judgeAll = ({ schema, examples }: Parameter | Header) => {
      // Beside `content` (3.2), examples are texts as they are sent.
      for (const { value } of examples) judge(schema ? [schema] : [], value, true);
    };
    return {
      parameter: judgeAll,
      header: judgeAll,
      mediaType(mediaType, owner) {
        const { range, schema, itemSchema, examples } = mediaType;
        const form = /^application\/x-www-form-urlencoded\b/i.test(range);
        const direction = owner === 'request' || owner === 'parameter' ? 'request' : 'response';
        if (schema && (form || isJson(range))) {
          for (const example of examples) judgeJson({ ...schema, direction }, example, form);
        } else if (itemSchema && isJsonSequence(range)) {
          for (const example of examples) judgeItems({ ...itemSchema, direction }, example);
        }
      },
      schemasWith: ['example', 'examples'],
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

function isJsonSequence(range: string): boolean {
  return /^application\/(?:x-)?(?:jsonl|ndjson|jsonlines|json-lines|json-seq|[^;]*\+json-seq)\s*(?:;|$)/i.test(
    range,
  );
}

function isText(value: Node): value is Node<string> {
  return typeof value.value === 'string';
}

/** Judges only as far as somebody asks. */
function* lazily<T, U>(all: readonly T[], judge: (one: T) => U): Generator<U> {
  for (const one of all) yield judge(one);
}
