import { isPair } from '../pair.ts';
import { templateNames } from '../../openapi/template.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'server-variable-changed',
  severity: 'warning',
  summary: 'Keep the values that the variables of a server may have.',
  why: 'Consumers that put in a value that went, or none, call another server than before, or none at all.',
  fix: 'Keep the values and the default; add new ones beside them.',
  section: 'Server Variable Object',
  messages: {
    removed: 'server {url}: {name} lost {values}',
    added: 'server {url}: {name} gained {values}',
    closed: 'server {url}: {name} may now be nothing but {values}',
    opened: 'server {url}: {name} may now be anything',
    default: 'server {url}: the default of {name} changed from "{was}" to "{is}"',
  },
  create(report) {
    return {
      server(side, { site }) {
        if (!isPair(side)) return;
        const { before, after } = side;
        const { url } = after;
        const names = templateNames(before.url);
        for (const [index, name] of templateNames(url).entries()) {
          const old = before.variables.get(names[index] ?? name);
          const fresh = after.variables.get(name);
          if (!old || !fresh) continue;
          const place = { before: old.node, after: fresh.node, ...(site && { site }) };
          const params = { url, name };
          const gone = old.enum?.filter((value) => fresh.enum && !fresh.enum.includes(value)) ?? [];
          const come = fresh.enum?.filter((value) => old.enum && !old.enum.includes(value)) ?? [];
          if (gone.length > 0)
            report({
              message: 'removed',
              params: { ...params, values: list(gone) },
              ...place,
              effect: 'policy',
            });
          if (come.length > 0)
            report({ message: 'added', params: { ...params, values: list(come) }, ...place, effect: 'none' });
          if (!old.enum && fresh.enum) {
            const values = list(fresh.enum);
            report({ message: 'closed', params: { ...params, values }, ...place, effect: 'policy' });
          } else if (old.enum && !fresh.enum) report({ message: 'opened', params, ...place, effect: 'none' });
          if (old.default !== undefined && fresh.default !== undefined && old.default !== fresh.default) {
            const values = { was: old.default, is: fresh.default };
            report({ message: 'default', params: { ...params, ...values }, ...place, effect: 'policy' });
          }
        }
      },
    };
  },
});

function list(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}
