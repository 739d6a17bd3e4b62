import { defineLintRule } from '../rule.ts';
import { listOrOne, map, optional, text } from '../../document/reader.ts';

export default defineLintRule({
  code: 'response-header-required',
  severity: 'off',
  summary: 'Describe the headers that the team agreed on in every response.',
  why: 'Clients count on them, and find them described in some places only.',
  fix: 'Add the header to the response.',
  aliases: ['response-contains-header'],
  section: 'https://spec.openapis.org/oas/v3.1.1#response-object',
  messages: { missing: 'response {status} does not describe {header}' },
  options: {
    headers: optional(
      map(listOrOne(text)),
      'Names of headers by status or range (`2XX`, `default`); without it, what RFC 9110 requires of 401, 405 and 426.',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '401': { description: Who are you? }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '401':
          description: Who are you?
          headers:
            WWW-Authenticate: { schema: { type: string } }
`,
  create(report, _context, { headers = requiredByHttp }) {
    const asked = new Map([...headers].map(([status, names]) => [status.toUpperCase(), names]));
    const told = new Set<unknown>();
    return {
      operation({ kind, responses }) {
        for (const [written, response] of responses) {
          const status = written.toUpperCase();
          if (kind !== 'path' || told.has(response.node.value)) continue;
          told.add(response.node.value);
          const names = [
            ...(asked.get(status) ?? []),
            ...(/^\d\d\d$/.test(status) ? (asked.get(`${status[0]}XX`) ?? []) : []),
          ];
          for (const header of new Set(names)) {
            if (response.headers.has(header.toLowerCase())) continue;
            report({
              message: 'missing',
              params: { status: written, header },
              at: response.node,
              part: 'key',
            });
          }
        }
      },
    };
  },
});

const requiredByHttp: ReadonlyMap<string, readonly string[]> = new Map([
  ['401', ['WWW-Authenticate']],
  ['405', ['Allow']],
  ['426', ['Upgrade']],
]);
