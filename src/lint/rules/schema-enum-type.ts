import { child, items, valueIn } from '../../document/node.ts';
import { retyped } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-enum-type',
  severity: 'warning',
  summary: 'List only values in an enum that have its type.',
  why: 'A value of another type can never be sent, so the choice that it stands for does not exist.',
  fix: 'Write the value in the right type (in YAML, quotes make a string of `1` and `true`), or correct the type. The values that the items of an array may have stand under `items`.',
  aliases: ['typed-enum', 'no-enum-type-mismatch', 'schema-enum-type-mismatch'],
  section: 'https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.2',
  messages: {
    mismatch: '{value} does not have type {type}, so it can never be sent',
    none: 'none of these values has type {type}, so no value is allowed',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Edition: { type: string, enum: [first, 2] }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Edition: { type: string, enum: [first, '2'] }
`,
  create(report) {
    return {
      schemasWith: ['enum', 'const'],
      schema({ node, dialect }) {
        const values = valueIn(node, 'enum');
        const written = valueIn(node, 'type');
        // Most are texts where texts are wanted.
        if (written === 'string' && Array.isArray(values) && values.every(isText) && !child(node, 'const'))
          return;
        if (values === undefined && child(node, 'const') === undefined) return;
        const types: readonly unknown[] = Array.isArray(written) ? written : [written];
        if (written === undefined || types.some((type) => typeof type !== 'string')) return;
        const old = dialect === 'openapi-2.0' || dialect === 'openapi-3.0';
        const list = child(node, 'enum');
        const listed = items(list);
        const constant = old ? undefined : child(node, 'const');
        const wrong = [...listed, ...(constant ? [constant] : [])].filter(
          ({ value }) =>
            !types.some((type) => hasType(value, type)) && !(value === null && old && nullable(node)),
        );
        const type = types.join(' or ');
        if (list && listed.length > 1 && listed.every((each) => wrong.includes(each))) {
          report({ message: 'none', params: { type }, at: list, part: 'key' });
        } else {
          for (const value of wrong) {
            report({
              message: 'mismatch',
              params: { value: shown(value.value), type },
              at: value,
              fix: () => retyped(value, types),
            });
          }
        }
      },
    };
  },
});

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function hasType(value: unknown, type: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  // Numbers that JavaScript would round are read as such.
  if (type === 'integer') return Number.isInteger(value) || typeof value === 'bigint';
  if (type === 'number') return typeof value === 'number' || typeof value === 'bigint';
  if (type === 'file') return true;
  return typeof value === type;
}

function nullable(node: Parameters<typeof child>[0]): boolean {
  return valueIn(node, 'nullable') === true || valueIn(node, 'x-nullable') === true;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}
