import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

const urls =
  /^(?:.*[_-])?(?:url|uri|href|redirect|redirect[_-]?(?:url|uri|to)|return[_-]?(?:url|to)|callback|webhook|target|dest(?:ination)?[_-]?ur[li]|feed|host|domain|proxy)$/i;
const camel = /[a-z](?:Url|URL|Uri|URI|Href)$/;

export default defineLintRule({
  code: 'parameter-url-fetched',
  severity: 'off',
  presets: { owasp: 'info' },
  summary: 'Check where URLs lead that clients hand over.',
  why: 'A server that fetches any URL reaches what only it can reach: metadata, databases, its own network.',
  fix: 'Allow known hosts and schemes only, and say so in the description; then switch this off for the place.',
  aliases: ['owasp:api7:2023-concerning-url-parameter'],
  section: 'https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/',
  messages: {
    url: '{place} parameter "{name}" looks like a URL: make sure that the server does not just fetch it',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    get:
      parameters:
        - { name: image_url, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    get:
      parameters:
        - { name: isbn, in: query, schema: { type: string } }
      responses:
        '200': { description: OK }
`,
  create: (report) => ({
    parameter({ name, in: place, node }) {
      if (place === 'header' || place === 'cookie' || !(urls.test(name) || camel.test(name))) return;
      // The name of a function that the answer is wrapped in.
      if (/\bjsonp\b/i.test(String(child(node, 'description')?.value))) return;
      report({ message: 'url', params: { place, name }, at: child(node, 'name') ?? node });
    },
  }),
});
