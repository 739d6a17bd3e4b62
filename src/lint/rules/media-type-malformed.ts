import { renameKey, replaceValue } from '../../document/edit.ts';
import { certainName } from '../../document/nearest.ts';
import type { Node } from '../../document/document.ts';
import { child, items, eachMember } from '../../document/node.ts';
import { hint } from '../hint.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

const token = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";
/** RFC 9110 section 8.3.1, and ranges as in section 12.5.1. */
const mediaRange = new RegExp(
  `^\\s*${token}/${token}\\s*(?:;\\s*(?:${token}=(?:${token}|"(?:[^"\\\\]|\\\\.)*"))?\\s*)*$`,
);
const common = [
  ...['application/json', 'application/xml', 'application/x-www-form-urlencoded', 'application/octet-stream'],
  ...['multipart/form-data', 'text/plain', 'text/html', 'text/csv', 'application/pdf', '*/*'],
];
const short = new Map([
  ['json', 'application/json'],
  ['xml', 'application/xml'],
  ['text', 'text/plain'],
  ['html', 'text/html'],
  ['form', 'application/x-www-form-urlencoded'],
]);

export default defineLintRule({
  code: 'media-type-malformed',
  severity: 'error',
  presets: { spec: 'error' },
  summary: 'Write media types as `type/subtype`.',
  why: 'No message has such a Content-Type, so what is described under it matches nothing.',
  fix: 'Write the registered name, such as `application/json`, or a range such as `text/*`.',
  aliases: ['media-type-valid', 'oas2-valid-mime-type'],
  section: 'https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1',
  messages: { malformed: '"{name}" is not a media type{hint}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            json:
              schema: { type: array, items: { type: string } }
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
              schema: { type: array, items: { type: string } }
`,
  create(report, { isFaulty }) {
    const check = (name: string, at: Node, part: 'key' | 'value') => {
      if (mediaRange.test(name) || name.startsWith('x-')) return;
      // A field that strayed in here, and is told of as one.
      if (part === 'key' && isFaulty(at)) return;
      const known = short.get(name.toLowerCase());
      const suggestion = known === undefined ? hint(name, common) : `; did you mean "${known}"?`;
      report({
        message: 'malformed',
        params: { name, hint: suggestion },
        at,
        part,
        fix: () => {
          const meant = known ?? certainName(name, common);
          if (meant === undefined) return undefined;
          return safeFix(`write "${meant}"`, part === 'key' ? renameKey(at, meant) : replaceValue(at, meant));
        },
      });
    };
    return {
      objectsOf: ['root', 'operation', 'requestBody', 'response', 'parameter', 'header'],
      object(node, kind) {
        if (kind === 'root' || kind === 'operation') {
          for (const field of ['consumes', 'produces']) {
            for (const each of items(child(node, field))) {
              if (typeof each.value === 'string') check(each.value, each, 'value');
            }
          }
        } else eachMember(child(node, 'content'), (name, entry) => check(name, entry, 'key'));
      },
    };
  },
});
