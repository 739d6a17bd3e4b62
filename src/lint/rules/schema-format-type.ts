import { child, textOf, valueIn } from '../../document/node.ts';
import { formats } from '../../schema/formats.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-format-type',
  severity: 'warning',
  summary: 'Use a format only with the type that it is for.',
  why: 'A format says nothing about values of another type, so nothing checks it and generators pick a wrong type.',
  fix: 'Correct the type or the format.',
  aliases: ['schema-format', 'ibm-schema-type-format'],
  section: 'https://spec.openapis.org/registry/format/',
  messages: { mismatch: 'format "{format}" is for {wanted}, but the type is {type}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: integer, format: date-time }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: integer, format: int64 }
`,
  create(report) {
    return {
      schemasWith: ['format'],
      schema({ node }) {
        const format = child(node, 'format');
        const written = valueIn(node, 'type');
        if (typeof format?.value !== 'string' || written === undefined) return;
        const known = formats.get(format.value);
        const types: readonly unknown[] = Array.isArray(written) ? written : [written];
        if (!known || types.includes('file') || (isWide(format.value) && types.includes('string'))) return;
        const wanted: readonly unknown[] = known.types.flatMap((type) =>
          type === 'number' ? ['number', 'integer'] : type,
        );
        if (types.some((type) => wanted.includes(type))) return;
        report({
          message: 'mismatch',
          params: { format: format.value, wanted: plural(known.types), type: types.map(textOf).join(' or ') },
          at: format,
        });
      },
    };
  },
});

/** Numbers that JSON's readers would round are often sent as text, and keep their format (protobuf's JSON mapping). */
function isWide(format: string): boolean {
  return /^u?int64$|^decimal/.test(format);
}

function plural(types: readonly string[]): string {
  return types.map((type) => `${type}s`).join(' and ');
}
