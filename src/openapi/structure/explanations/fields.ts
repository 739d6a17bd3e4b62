import type { StructureCodeText } from '../codes.ts';

/** What other tools call all that they find with a JSON Schema of the whole description. */
const schemaRules = ['struct', 'oas2-schema', 'oas3-schema'];

/** Of the codes about fields, their texts. */
export const fieldExplanations = {
  'field-unknown': {
    severity: 'error',
    summary: 'Use the fields that the specification names, or extensions that start with x-.',
    why: 'Tools pass over a field that they do not know: what it was meant to say is not said.',
    fix: 'Correct the spelling, remove the field, or make it an extension by starting its name with x-.',
    aliases: [...schemaRules],
    section: 'https://spec.openapis.org/oas/v3.1.1#specification-extensions',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      sumary: All titles
      responses:
        '200': { description: OK }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: All titles
      x-owner: catalogue
      responses:
        '200': { description: OK }
`,
  },
  'field-misplaced': {
    severity: 'error',
    summary: 'Write each field in the object, and the version of OpenAPI, that it belongs to.',
    why: 'A field that is right elsewhere has no effect where it stands, though it reads as if it had.',
    fix: 'Move the field to where it belongs, or write it as the declared version of OpenAPI does.',
    aliases: [...schemaRules, 'oas2-anyOf', 'oas2-oneOf', 'nullable-type-sibling'],
    section: 'https://spec.openapis.org/oas/v3.1.1#schema-0',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, type: integer }
      responses:
        '200': { description: OK }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  },
  'field-missing': {
    severity: 'error',
    summary: 'Give every field that the specification requires.',
    why: 'Tools refuse the object, or fill the gap each in its own way.',
    fix: 'Add the field.',
    aliases: [
      ...schemaRules,
      'array-items',
      'docs-parameter-examples-or-schema',
      'ibm-operation-responses',
      'ibm-parameter-schema-or-content',
      'ibm-securityscheme-attributes',
      'ibm-server-variable-default-value',
    ],
    section: 'https://spec.openapis.org/oas/v3.1.1#schema-0',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { content: { application/json: {} } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: All titles, content: { application/json: {} } }
`,
  },
  'field-type-mismatch': {
    severity: 'error',
    summary: 'Give each field a value of its type.',
    why: 'Tools refuse the value, or convert it each in its own way.',
    fix: 'Write the value in the expected type; in YAML, put quotes around texts that look like numbers or booleans.',
    aliases: [...schemaRules],
    section: 'https://spec.openapis.org/oas/v3.1.1#data-types',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0 }
paths: {}
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: '1.0' }
paths: {}
`,
  },
  'field-value-invalid': {
    severity: 'error',
    summary: 'Give each field a value that the specification allows.',
    why: 'Tools refuse the value, or fall back to a default.',
    fix: 'Use one of the values that the specification allows.',
    aliases: [...schemaRules, 'no-server-variables-empty-enum', 'spec-components-invalid-map-name'],
    section: 'https://spec.openapis.org/oas/v3.1.1#schema-0',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: querry, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer } }
      responses:
        '200': { description: OK }
`,
  },
  'field-conflict': {
    severity: 'error',
    summary: 'Do not use fields together that exclude each other.',
    why: 'Tools choose one of the fields, and not all the same one.',
    fix: 'Keep the field that says what is meant, and remove the other.',
    aliases: [
      ...schemaRules,
      'oas3-examples-value-or-externalValue',
      'oas3-example-external-check',
      'no-example-value-and-externalValue',
      'spec-example-values',
      'spec-no-invalid-encoding-combinations',
    ],
    section: 'https://spec.openapis.org/oas/v3.1.1#schema-0',
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: limit
          in: query
          schema: { type: integer }
          example: 10
          examples:
            all: { value: 100 }
      responses:
        '200': { description: OK }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      parameters:
        - name: limit
          in: query
          schema: { type: integer }
          examples:
            few: { value: 10 }
            all: { value: 100 }
      responses:
        '200': { description: OK }
`,
  },
  'keyword-unknown': {
    severity: 'warning',
    summary: 'Use schema keywords that the dialect knows.',
    why: 'JSON Schema passes over unknown keywords, so one that is misspelt or of another version constrains nothing.',
    fix: 'Correct the spelling, write it as this version does, or start the name with x- if the keyword is your own.',
    aliases: [...schemaRules],
    section: 'https://spec.openapis.org/oas/v3.1.1#schema-object',
    bad: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
components:
  schemas:
    Title: { type: string, maxLenght: 200 }
`,
    good: `openapi: 3.1.0
info: { title: Titles, version: 1.0.0 }
components:
  schemas:
    Title: { type: string, maxLength: 200 }
`,
  },
} as const satisfies Readonly<Record<string, StructureCodeText>>;
