import { child } from '../../document/node.ts';
import { typesOf } from '../../schema/types.ts';
import { defineLintRule } from '../rule.ts';
import { withArticle } from '../words.ts';

export default defineLintRule({
  code: 'parameter-style-mismatch',
  severity: 'warning',
  summary: 'Use deepObject, spaceDelimited and pipeDelimited only for what they can carry.',
  why: 'No text on the wire is defined for such a value: clients and servers each make up their own.',
  fix: 'Use another style, or give the parameter a type that its style can carry.',
  section: 'https://spec.openapis.org/oas/v3.1.1#style-values',
  messages: {
    mismatch: 'style {style} is for {wanted}, but this parameter is {found}',
    unexploded: 'what deepObject is without explode is not defined',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema: { type: array, items: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: filter
          in: query
          style: deepObject
          explode: true
          schema: { type: object }
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    return {
      parameter({ style, explode, schema, node }) {
        // Left out it is false by definition, yet everyone means the one form that is defined.
        const written = child(node, 'explode');
        if (style === 'deepObject' && !explode && written)
          report({ message: 'unexploded', at: written, severity: 'info' });
        const wanted =
          style === 'deepObject'
            ? ['object']
            : style === 'spaceDelimited' || style === 'pipeDelimited'
              ? ['array', 'object']
              : undefined;
        if (!wanted || !schema || api.version === '2.0') return;
        const types = [...typesOf(api.documents, schema)].filter((type) => type !== 'null');
        // What may be anything may be right: only a type that rules the style out is a mistake.
        if (types.length === 0 || types.some((type) => wanted.includes(type))) return;
        report({
          message: 'mismatch',
          params: { style, wanted: `${wanted.join('s and ')}s`, found: types.map(withArticle).join(' or ') },
          at: child(node, 'style') ?? node,
        });
      },
    };
  },
});
