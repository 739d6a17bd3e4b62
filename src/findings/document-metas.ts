import type { DocumentProblem } from '../document/document.ts';
import type { FindingMeta } from './meta.ts';

/** What cannot be read is told whatever else is asked for. */
const everywhere = { spec: 'error', owasp: 'error' } as const;

const format = 'https://spec.openapis.org/oas/v3.1.1#format';
const reference = 'https://spec.openapis.org/oas/v3.1.1#reference-object';

/** What can be wrong with the texts themselves: the same in all three commands. */
export const documentMetas = {
  'document-syntax': {
    code: 'document-syntax',
    severity: 'error',
    summary: 'Write valid YAML or JSON.',
    why: 'Parsers disagree on what broken text means, so every tool reads another document, or none.',
    fix: 'Mend the text at the place shown. The rest of the document was read as far as it could be.',
    messages: {},
    presets: everywhere,
    aliases: ['parser'],
    section: format,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: Titles: all of them
      responses:
        '200': { description: OK }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      summary: 'Titles: all of them'
      responses:
        '200': { description: OK }
`,
  },
  'document-duplicate-key': {
    code: 'document-duplicate-key',
    severity: 'error',
    summary: 'Give every key in an object once.',
    why: 'Of two equal keys most parsers keep the last and lose the first without a word; some refuse the file.',
    fix: 'Remove one of the two, or rename it. `200:` and `"200":` are the same key.',
    messages: {},
    presets: everywhere,
    section: format,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        200: { description: Nothing new }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '304': { description: Nothing new }
`,
  },
  'document-alias-cycle': {
    code: 'document-alias-cycle',
    severity: 'error',
    summary: 'Do not let a YAML alias contain itself.',
    why: 'Such a value is infinitely deep: it has no JSON form, and many tools crash on it.',
    fix: 'Replace the alias by a `$ref`, which may refer to what it stands in.',
    messages: {},
    presets: everywhere,
    section: format,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Series: &series
      type: object
      properties:
        part: *series
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Series:
      type: object
      properties:
        part: { $ref: '#/components/schemas/Series' }
`,
  },
  'document-limit': {
    code: 'document-limit',
    severity: 'error',
    summary: 'Keep a document within the bounds that guard against hostile input.',
    why: 'Beyond them a document is more likely an attack or an accident than a description, and reading on could exhaust the machine.',
    fix: 'Split the document, or flatten the nesting at the place shown.',
    messages: {},
    presets: everywhere,
    section: format,
  },
} satisfies Record<DocumentProblem['code'], FindingMeta>;

/** What can be wrong with a reference: the same in all three commands. */
export const referenceMetas = {
  'ref-unresolved': {
    code: 'ref-unresolved',
    severity: 'error',
    summary: 'Let every $ref lead to something.',
    why: 'What a dangling reference should have said is missing: generators fail on it, and validators accept anything or nothing there.',
    fix: 'Correct the path or the name, or define what it names.',
    messages: {},
    presets: everywhere,
    aliases: ['invalid-ref', 'no-unresolved-refs', 'resolving-references'],
    section: reference,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { $ref: '#/components/responses/Title' }
components:
  responses:
    Titles: { description: All titles }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { $ref: '#/components/responses/Titles' }
components:
  responses:
    Titles: { description: All titles }
`,
  },
  'ref-unread': {
    code: 'ref-unread',
    severity: 'warning',
    summary: 'Refer to what may be read.',
    why: 'Nobody has looked where the reference leads to, or whether what stands there is right: nothing that depends on it was checked.',
    fix: 'Keep a copy of the document beside the description and refer to that.',
    messages: {},
    presets: { spec: 'warning', owasp: 'warning' },
    section: reference,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { $ref: 'https://api.example.com/responses.yaml#/Titles' }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { $ref: '#/components/responses/Titles' }
components:
  responses:
    Titles: { description: All titles }
`,
  },
  'ref-circular': {
    code: 'ref-circular',
    severity: 'error',
    summary: 'Do not let a $ref lead only back to itself.',
    why: 'Following it never arrives at a definition, so it says nothing, and tools that try hang or overflow.',
    fix: 'Write the definition that the references should end at.',
    messages: {},
    presets: everywhere,
    aliases: ['circular-references'],
    section: reference,
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { $ref: '#/components/schemas/Book' }
    Book: { $ref: '#/components/schemas/Title' }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Title: { $ref: '#/components/schemas/Book' }
    Book: { type: object }
`,
  },
} satisfies Record<'ref-unresolved' | 'ref-unread' | 'ref-circular', FindingMeta>;
