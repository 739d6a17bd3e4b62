import type { Node } from '../../document/document.ts';
import { child } from '../../document/node.ts';
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
  messages: {
    repeated: '{version} is in the URL of the server too: clients will ask for {url}',
    server: '{version} is in {count} of {total} paths too: clients will ask for {url}',
  },
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
    const bases = api.servers.flatMap((server) =>
      basePaths(server).flatMap((base) => (/\/v\d+$/i.test(base) ? { base, server } : [])),
    );
    const repeated = new Map<(typeof bases)[number], { readonly path: string; readonly use: Node }[]>();
    let paths = 0;
    return {
      pathItem({ name: path, kind, use }) {
        if (kind !== 'path') return;
        paths += 1;
        const base = bases.find((each) => `${path}/`.startsWith(`${versionOf(each.base)}/`));
        if (!base) return;
        const others = repeated.get(base);
        if (others) others.push({ path, use });
        else repeated.set(base, [{ path, use }]);
      },
      end() {
        for (const [{ base, server }, found] of repeated) {
          const version = versionOf(base);
          const [first] = found;
          // Where most paths have it, the server is the one place to mend.
          if (first && found.length > 1 && found.length * 2 > paths) {
            const at = child(server.node, 'url') ?? child(server.node, 'basePath') ?? server.node;
            const params = { version, count: found.length, total: paths, url: base + first.path };
            report({ message: 'server', params, at });
          } else
            for (const { path, use } of found)
              report({ message: 'repeated', params: { version, url: base + path }, at: use, part: 'key' });
        }
      },
    };
  },
});

/** The last segment of a base path. */
function versionOf(base: string): string {
  return base.slice(base.lastIndexOf('/'));
}
