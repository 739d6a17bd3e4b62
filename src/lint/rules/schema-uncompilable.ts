import type { Node } from '../../document/document.ts';
import { child, isObjectNode, keyOf, members, rootNode, type JsonObject } from '../../document/node.ts';
import type { SchemaSite } from '../../openapi/model.ts';
import { takeApart } from '../../schema/pattern-syntax.ts';
import { createEndless } from '../endless.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-uncompilable',
  severity: 'error',
  summary: 'Write schemas that a validator can use.',
  why: 'A schema that no validator compiles checks nothing: examples, recordings and traffic cannot be judged with it.',
  fix: 'Correct the keyword at the place shown.',
  aliases: ['pattern-invalid', 'no-invalid-schema'],
  section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
  messages: {
    pattern: 'this pattern is no regular expression: {reason}',
    endless: 'this leads back to the schema that it stands in, for the same value, without end',
    dialect: 'schemas in this dialect cannot be judged with: {uri}',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn:
      type: string
      pattern: '^97[89][0-9]{10$)'
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Isbn:
      type: string
      pattern: '^97[89][0-9]{10}$'
`,
  create(report, { api, schemas, isFaulty }) {
    const patterns = new Set<string>();
    const dialects = new Set<string>();
    const endless = createEndless();

    // What the structure of a schema and its references lack is found by others; that leaves its patterns.
    const checkPatterns = (node: Node<JsonObject>, site: SchemaSite) => {
      const { value } = node;
      const found: string[] = [];
      if (Object.hasOwn(value, 'pattern') && typeof value['pattern'] === 'string')
        found.push(value['pattern']);
      for (const [pattern] of members(child(node, 'patternProperties'))) found.push(pattern);
      if (found.every((pattern) => patterns.has(pattern))) return;
      const fault = schemas.check(site);
      // One that is sound is sound everywhere; one that is not is told of wherever it stands.
      if (!fault) for (const pattern of found) patterns.add(pattern);
      else if (!isFaulty(fault.node) && /\/(pattern|patternProperties\/[^/]*)$/.test(fault.node.pointer)) {
        // The engine repeats the whole pattern, which stands below anyway, and does not say where in it.
        const { value } = fault.node;
        const parsed = takeApart(typeof value === 'string' ? value : (keyOf(fault.node) ?? ''));
        const reason =
          parsed.kind === 'faulty' && parsed.at !== undefined
            ? `${parsed.reason}, at character ${parsed.at}`
            : fault.reason.replace(/^Invalid regular expression: .*\/[a-z]*: /s, '');
        report({ message: 'pattern', params: { reason }, at: fault.node });
      }
    };

    const reportDialect = (node: Node) => {
      const at =
        child(node, '$schema') ??
        child(rootNode(node.document), 'jsonSchemaDialect') ??
        child(rootNode(api.documents.root), 'jsonSchemaDialect');
      if (typeof at?.value !== 'string' || dialects.has(at.value)) return;
      dialects.add(at.value);
      // The description is right; what stays undone is told.
      report({ message: 'dialect', params: { uri: at.value }, at, severity: 'warning' });
    };

    return {
      schema({ node, dialect }) {
        if (!isObjectNode(node)) return;
        const { value } = node;
        if (dialect === 'unknown') return reportDialect(node);
        if (Object.hasOwn(value, 'pattern') || Object.hasOwn(value, 'patternProperties')) {
          checkPatterns(node, { node, direction: 'request', dialect });
        }
      },
      reference({ node, kind, first }) {
        if (kind === 'schema' && first && keyOf(node) === '$ref') endless.add(node, first);
      },
      end() {
        for (const at of endless.rings()) report({ message: 'endless', at });
      },
    };
  },
});
