import { child } from '../../document/node.ts';
import { choice, optional } from '../../document/reader.ts';
import { defineLintRule } from '../rule.ts';

const places = ['nowhere', 'server', 'path'] as const;

export default defineLintRule({
  code: 'path-version',
  severity: 'off',
  presets: { strict: 'off' },
  summary: 'Keep the version of the API where your team keeps it.',
  why: 'Clients build URLs from servers and paths: a version that some paths have and others have not is easily lost.',
  fix: 'Move the version, or set the option `in` to where it belongs.',
  aliases: ['zally:115', 'ibm-major-version-in-path'],
  section: 'https://spec.openapis.org/oas/v3.1.1#server-object',
  messages: {
    path: 'the path has the version {version}',
    server: 'the URL of the server has the version {version}',
    unversioned: 'the path does not begin with a version such as /v1',
    serverless: 'the URL of the server has no version such as /v1',
  },
  options: {
    in: optional(choice(places), 'Where the version is in URLs: `server`, `path`, or by default `nowhere`.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /v1/titles:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create(report, { api }, { in: place = 'nowhere' }) {
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        const version = versionIn(path);
        if (place !== 'path' && version !== undefined)
          report({ message: 'path', params: { version }, at: use, part: 'key' });
        if (place === 'path' && !/^(?:\/api)?\/v\d/i.test(path))
          report({ message: 'unversioned', at: use, part: 'key' });
      },
      server({ node, url }) {
        const version = versionIn(url.replace(/^[^/]*\/\/[^/]*/, ''));
        const at = child(node, 'url') ?? child(api.node, 'basePath') ?? child(api.node, 'host') ?? node;
        if (place !== 'server' && version !== undefined)
          report({ message: 'server', params: { version }, at });
        // A version may be a variable: `https://api.publisher.test/{version}`.
        if (place === 'server' && version === undefined && !/\{[^{}]*version[^{}]*\}/i.test(url))
          report({ message: 'serverless', at });
      },
    };
  },
});

function versionIn(path: string): string | undefined {
  return /(?:^|\/)(v\d+(?:\.\d+)*)(?=\/|$)/i.exec(path)?.[1];
}
