import type { Response, SchemaSite } from '../../openapi/model.ts';
import { findOutliers, type Observation } from '../consistency/outliers.ts';
import { jsonOf, successBody } from '../consistency/lists.ts';
import { partsOf, propertiesOf, singleType } from '../consistency/schema-parts.ts';
import { defineLintRule } from '../rule.ts';
import { withArticle } from '../words.ts';

/** Of a shape, this many properties are named. */
const named = 4;

export default defineLintRule({
  code: 'error-shape-outlier',
  severity: 'info',
  summary: 'Answer all errors in one shape.',
  why: 'Clients read every error with the same code, which finds no message in the one that is built differently.',
  fix: 'Refer to the schema of the other errors.',
  aliases: ['response-error-schema-consistency'],
  section: 'https://www.rfc-editor.org/rfc/rfc9457',
  messages: { outlier: '{count} of {total} errors have {norm}; this one has {name}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '400':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '401':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '403':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '404':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '500':
          description: Error
          content:
            application/json:
              schema: { type: object, properties: { reason: { type: string } } }
components:
  schemas:
    Error:
      type: object
      properties:
        code: { type: string }
        message: { type: string }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '400':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '401':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '403':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '404':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
        '500':
          description: Error
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Error' }
components:
  schemas:
    Error:
      type: object
      properties:
        code: { type: string }
        message: { type: string }
`,
  create(report, { api }) {
    const errors: (Observation & { readonly names: readonly string[] })[] = [];
    const seen = new Set<unknown>();
    const namesOf = (schema: SchemaSite | undefined): readonly string[] =>
      schema ? [...propertiesOf(partsOf(api.documents, schema)).keys()] : [];
    const shapeOf = ({ content }: Response) => {
      const schema = jsonOf(content)?.schema;
      if (!schema) return undefined;
      const parts = partsOf(api.documents, schema);
      const names = [...propertiesOf(parts).keys()].sort();
      const shown = names.slice(0, named).join(', ') + (names.length > named ? ', …' : '');
      if (names.length > 0) return { variant: shown, names };
      const type = singleType(parts);
      return type === undefined || type === 'object' ? undefined : { variant: withArticle(type), names };
    };
    return {
      operation(operation) {
        const { kind, responses } = operation;
        if (kind !== 'path') return;
        let success: readonly string[] | undefined;
        for (const [status, response] of responses) {
          if (!/^[45]/.test(status) || seen.has(response.node.value)) continue;
          seen.add(response.node.value);
          const shape = shapeOf(response);
          // A check that reports what it found answers alike whatever that is.
          success ??= namesOf(successBody(operation)?.schema);
          if (shape === undefined || success.some((name) => shape.names.includes(name))) continue;
          const at = jsonOf(response.content)?.schema?.node;
          if (at) errors.push({ ...shape, at, part: 'key' });
        }
      },
      end() {
        const found = findOutliers(errors);
        if (!found) return;
        const { norm, count, total, example } = found;
        const usual = example.names;
        for (const { variant, names, at } of found.rest) {
          // What has more to say says the rest as the others do.
          if (usual.length > 0 && usual.every((name) => names.includes(name))) continue;
          report({
            message: 'outlier',
            params: { count, total, norm, name: variant },
            at,
            part: 'key',
            related: [{ message: 'one of the others', at: example.at, part: 'key' }],
          });
        }
      },
    };
  },
});
