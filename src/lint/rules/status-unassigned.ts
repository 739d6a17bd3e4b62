import { defineLintRule } from '../rule.ts';
import { operationName } from '../../openapi/names.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';

/** The IANA registry of HTTP status codes. */
const assigned: ReadonlySet<string> = new Set([
  ...[
    '100',
    '101',
    '102',
    '103',
    '104',
    '200',
    '201',
    '202',
    '203',
    '204',
    '205',
    '206',
    '207',
    '208',
    '226',
  ],
  ...['300', '301', '302', '303', '304', '305', '307', '308'],
  ...[
    '400',
    '401',
    '402',
    '403',
    '404',
    '405',
    '406',
    '407',
    '408',
    '409',
    '410',
    '411',
    '412',
    '413',
    '414',
  ],
  ...['415', '416', '417', '418', '421', '422', '423', '424', '425', '426', '428', '429', '431', '451'],
  ...['500', '501', '502', '503', '504', '505', '506', '507', '508', '510', '511'],
]);

export default defineLintRule({
  code: 'status-unassigned',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Answer with status codes that are registered.',
  why: 'Clients know only the class of a status that nobody registered, and often it is a slip of the hand.',
  fix: 'Use a registered status of the same class.',
  aliases: ['UseStandardHttpStatusCodesRule'],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-15',
  messages: { unassigned: 'status {status} is not registered' },
  options: { allow: optional(listOrOne(text), 'Statuses of your own that are meant.') },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '405': { description: Method not allowed }
        '444': { description: No response }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
        '405': { description: Method not allowed }
`,
  create: (report, _context, { allow = [] }) => ({
    operation(operation) {
      for (const [status, { use }] of operation.responses) {
        if (!/^[1-5]\d\d$/.test(status) || assigned.has(status) || allow.includes(status)) continue;
        report({
          message: 'unassigned',
          params: { status },
          at: use,
          part: 'key',
          operation: operationName(operation),
        });
      }
    },
  }),
});
