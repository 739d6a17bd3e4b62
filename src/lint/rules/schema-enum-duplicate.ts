import type { Node } from '../../document/document.ts';
import { removeNode } from '../../document/edit.ts';
import { child, isObject, items, valueIn } from '../../document/node.ts';
import { exactValue } from '../../schema/exact.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-enum-duplicate',
  severity: 'warning',
  summary: 'List a value in an enum once.',
  why: 'Code generators make two members of one name, which does not compile; often another value was meant.',
  fix: 'Remove one of the two, or write the value that was meant.',
  aliases: ['duplicated-entry-in-enum', 'no-duplicated-enum-values'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
  messages: { duplicate: '{value} is listed before' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status: { type: string, enum: [draft, published, draft] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Status: { type: string, enum: [draft, published, withdrawn] }
`,
  create(report) {
    return {
      schemasWith: ['enum'],
      schema({ node, dialect }) {
        // In 2.0 it makes the description invalid, and is reported as such.
        if (dialect === 'openapi-2.0') return;
        // Most are texts, each once.
        const values = valueIn(node, 'enum');
        if (!Array.isArray(values)) return;
        if (values.every((value) => typeof value === 'string') && new Set(values).size === values.length)
          return;
        const first = new Map<unknown, ReturnType<typeof child>>();
        items(child(node, 'enum')).forEach((value) => {
          if (typeof value.value === 'object' && value.value !== null) return;
          // Of what a double rounds to the same number, none may be taken away.
          const exact = exactValue(value.value, value);
          const earlier = first.get(exact);
          if (!earlier) first.set(exact, value);
          else {
            report({
              message: 'duplicate',
              params: { value: typeof exact === 'string' ? `"${exact}"` : String(exact) },
              at: value,
              related: [{ message: 'first listed here', at: earlier }],
              fix: () => (isNamed(node) ? undefined : safeFix('remove the second one', removeNode(value))),
            });
          }
        });
      },
    };
  },
});

/** Whether an extension names the values by their order (`x-enum-varnames`), and would have to lose one with them. */
function isNamed({ value }: Node): boolean {
  return isObject(value) && Object.keys(value).some((key) => /^x-.*enum/i.test(key));
}
