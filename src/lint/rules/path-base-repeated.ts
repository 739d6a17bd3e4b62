import { basePaths } from '../../openapi/base-paths.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'path-base-repeated',
  severity: 'info',
  presets: { strict: 'warning' },
  summary: 'Write the version once: in the URL of the server, or in the paths.',
  why: 'A path is added to the URL of the server: with the version in both, clients ask for /v1/v1/titles.',
  fix: 'Remove it from one of the two.',
  section: 'https://spec.openapis.org/oas/v3.1.1#paths-object',
  messages: { repeated: '{version} is in the URL of the server too: clients will ask for {url}' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.publisher.test/v1
paths:
  /v1/titles:
    get:
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
servers:
  - url: https://api.publisher.test/v1
paths:
  /titles:
    get:
      responses:
        '200': { description: OK }
`,
  create(report, { api }) {
    const bases = api.servers.flatMap((server) => basePaths(server)).filter((base) => /\/v\d+$/i.test(base));
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        for (const base of bases) {
          const version = base.slice(base.lastIndexOf('/'));
          if (!`${path}/`.startsWith(`${version}/`)) continue;
          report({ message: 'repeated', params: { version, url: base + path }, at: use, part: 'key' });
          return;
        }
      },
    };
  },
});
