import type { StructureCodeText } from '../codes.ts';

/** Of the codes about references, their texts. */
export const referenceExplanations = {
  'ref-misplaced': {
    severity: 'error',
    summary: 'Use $ref only where the specification allows a reference.',
    why: 'Tools that follow the specification take the $ref for an unknown field, and the object for empty.',
    fix: 'Write the object here, or move the reference to the nearest place that may hold one.',
    aliases: ['spec-strict-refs'],
    section: 'https://spec.openapis.org/oas/v3.1.1#reference-object',
    bad: `openapi: 3.0.3
info: { $ref: '#/x-info' }
x-info: { title: Titles, version: 1.0.0 }
paths: {}
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
`,
  },
  'ref-kind-mismatch': {
    severity: 'error',
    summary: 'Refer to an object of the kind that is expected.',
    why: 'What stands behind the reference is read as something that it is not.',
    fix: 'Refer to an object of the right kind.',
    section: 'https://spec.openapis.org/oas/v3.1.1#reference-object',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: '#/paths/~1titles/get' }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Title' }
components:
  schemas:
    Title: { type: string }
`,
  },
} as const satisfies Readonly<Record<string, StructureCodeText>>;
