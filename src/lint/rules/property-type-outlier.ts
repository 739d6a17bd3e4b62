import { child, eachMember, textOf } from '../../document/node.ts';
import { createObservations, type Observation } from '../consistency/outliers.ts';
import { partsOf, singleType } from '../consistency/schema-parts.ts';
import { defineLintRule } from '../rule.ts';
import { withArticle } from '../words.ts';

/** Names that say nothing of what stands under them: a `value` here is not the `value` there. */
const vague: ReadonlySet<string> = new Set([
  ...['value', 'data', 'id', 'type', 'name', 'result', 'code', 'status', 'key', 'default', 'content', 'body'],
  ...['version', 'size', 'count', 'number', 'state', 'index', 'min', 'max', 'from', 'to', 'source', 'target'],
]);

/** A habit among fewer properties of one name may be chance. */
const fewest = 8;

export default defineLintRule({
  code: 'property-type-outlier',
  severity: 'info',
  summary: 'Give properties of one name one type.',
  why: 'Readers and generated types take the odd one for what the others are, and format or parse it wrongly.',
  fix: 'Write it as the other schemas do, or rename it if it is something else.',
  aliases: ['ibm-property-consistent-name-and-type'],
  section: 'https://spec.openapis.org/oas/v3.1.1#data-types',
  messages: { outlier: '"{property}" is {norm} in {count} of {total} schemas, and {name} here' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Contact: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Sale: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Webhook: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Invoice: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Refund: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Delivery: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Statement: { type: object, properties: { created_at: { type: string } } }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Contact: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Sale: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Webhook: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Invoice: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Refund: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Delivery: { type: object, properties: { created_at: { type: string, format: date-time } } }
    Statement: { type: object, properties: { created_at: { type: string, format: date-time } } }
`,
  create(report, { api }) {
    const properties = createObservations<Observation>();
    return {
      schemasWith: ['properties'],
      schema({ node, dialect }) {
        eachMember(child(node, 'properties'), (name, property) => {
          if (vague.has(name)) return;
          const parts = partsOf(api.documents, { node: property, dialect });
          const type = singleType(parts);
          if (type === undefined || type === 'object' || type === 'array') return;
          const format = type === 'string' ? parts.find((part) => isTime(part.value['format'])) : undefined;
          const written = withArticle(format ? textOf(format.value['format']) : type);
          properties.add(name, { variant: written, at: property });
        });
      },
      end() {
        for (const { subject, norm, count, total, rest } of properties.outliers(fewest)) {
          for (const { variant, at } of rest)
            report({
              message: 'outlier',
              params: { property: subject, norm, count, total, name: variant },
              at,
              part: 'key',
            });
        }
      },
    };
  },
});

/** Of formats, those of times change how a text is read; most others say more of what is read all the same. */
function isTime(format: unknown): boolean {
  return format === 'date-time' || format === 'date';
}
