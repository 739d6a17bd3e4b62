import { matchNames } from '../name-patterns.ts';
import { defineLintRule } from '../rule.ts';
import { child, items } from '../../document/node.ts';
import { listOrOne, optional, text } from '../../document/reader.ts';

export default defineLintRule({
  code: 'media-type-disallowed',
  severity: 'off',
  summary: 'Use only the media types that the team agreed on.',
  why: 'Clients are written for some formats, and meet one that they cannot read.',
  fix: 'Use one of those that are listed in the options, or list this one too.',
  aliases: ['request-mime-type', 'response-mime-type', 'MediaTypesRule', 'UseJsonPayload'],
  section: 'https://spec.openapis.org/oas/v3.1.1#media-types',
  messages: { disallowed: '{range} is not among the media types of {whose}: {allowed}' },
  options: {
    request: optional(
      listOrOne(text),
      'Media types that clients may send, `*` for any text; JSON and forms without it.',
    ),
    response: optional(
      listOrOne(text),
      'Media types that servers may answer, `*` for any text; JSON without it.',
    ),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200':
          description: OK
          content:
            application/xml: { schema: { type: string } }
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
            application/json: { schema: { type: string } }
`,
  create(report, { api }, { request, response }) {
    const json = ['application/json', 'application/problem+json'];
    const lists = {
      request: request ?? [...json, 'multipart/form-data', 'application/x-www-form-urlencoded'],
      response: response ?? json,
    };
    const among = (list: readonly string[]) => matchNames(list.map((each) => each.toLowerCase()));
    const isAmong = { request: among(lists.request), response: among(lists.response) };
    return {
      mediaType({ range, node }, owner) {
        // In 2.0 one node stands for all of `produces`.
        if ((owner !== 'request' && owner !== 'response') || api.version === '2.0') return;
        const allowed = lists[owner];
        const bare = range.replace(/;.*$/s, '').trim().toLowerCase();
        if (isAmong[owner](bare) || allowed.includes(range)) return;
        report({
          message: 'disallowed',
          params: { range, whose: `${owner}s`, allowed: allowed.join(', ') },
          at: node,
          part: 'key',
        });
      },
      objectsOf: ['root', 'operation'],
      object(node) {
        if (api.version !== '2.0') return;
        for (const [field, owner] of [
          ['consumes', 'request'],
          ['produces', 'response'],
        ] as const) {
          for (const each of items(child(node, field))) {
            if (typeof each.value !== 'string' || isAmong[owner](each.value.toLowerCase())) continue;
            const params = { range: each.value, whose: `${owner}s`, allowed: lists[owner].join(', ') };
            report({ message: 'disallowed', params, at: each });
          }
        }
      },
    };
  },
});
