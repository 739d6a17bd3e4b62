import type { FindingMeta } from './meta.ts';

export type IgnoreCode =
  'ignore-expired' | 'ignore-malformed' | 'ignore-reason-missing' | 'ignore-unknown-code' | 'ignore-unused';

/** What can be wrong with the comments and members that leave findings out. */
export const ignoreMetas = {
  'ignore-expired': {
    code: 'ignore-expired',
    severity: 'warning',
    summary: 'Mend by its date what is ignored until then.',
    why: 'The time that was given to mend it is over, so the finding is told again.',
    fix: 'Mend what the finding says and remove the ignore, or give it a later date and a reason for that.',
    messages: {},
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response until 2020-01-31 -- for the first release
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response until 2999-12-31 -- for a later release
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
  },
  'ignore-malformed': {
    code: 'ignore-malformed',
    severity: 'warning',
    summary: 'Write ignores as they are read.',
    why: 'What cannot be read ignores nothing, or not what its author meant.',
    fix: 'Write `# apicheck-ignore CODE -- reason`, with `until 2027-01-31` before or in the reason where it should end; in JSON `"x-apicheck-ignore": [{ "code": "CODE", "reason": "…" }]`.',
    messages: {},
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response until next-week -- not described yet
  /titles:
    get:
      responses: { '204': { description: Titles } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response -- not described yet
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
  },
  'ignore-reason-missing': {
    code: 'ignore-reason-missing',
    severity: 'off',
    presets: { strict: 'warning' },
    summary: 'Say why something is ignored.',
    why: 'Nobody dares to remove an ignore whose reason nobody knows.',
    fix: 'Add ` -- ` and the reason behind the code; in JSON, a member "reason".',
    messages: {},
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response -- not described yet
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
  },
  'ignore-unknown-code': {
    code: 'ignore-unknown-code',
    severity: 'warning',
    summary: 'Ignore only what there is.',
    why: 'A misspelt code ignores nothing, while its author believes that the matter is settled.',
    fix: 'Write the code as the report shows it; `apicheck explain` lists all. Names that other tools use for it are known too.',
    messages: {},
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-sucess-response -- not described yet
  /titles:
    get:
      responses: { '204': { description: Titles } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response -- not described yet
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
  },
  'ignore-unused': {
    code: 'ignore-unused',
    severity: 'warning',
    summary: 'Remove ignores of what is no longer found.',
    why: 'They hide the next finding of the kind, which nobody has looked at.',
    fix: 'Remove the code, or the whole ignore. Where the finding is elsewhere, move it there.',
    messages: {},
    bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response -- not described yet
  /titles:
    get:
      responses: { '204': { description: Titles } }
`,
    good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  # apicheck-ignore operation-success-response -- not described yet
  /titles:
    get:
      responses: { '404': { description: Titles } }
`,
  },
} satisfies Readonly<Record<IgnoreCode, FindingMeta>>;
