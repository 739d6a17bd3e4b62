import { child } from '../../document/node.ts';
import { sameValue } from '../same-value.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'extension-changed',
  severity: 'info',
  summary: 'Keep the extensions that tools and generated clients read.',
  why: 'The specification gives them no meaning, but gateways, generators and documentation do.',
  fix: 'Nothing is to be mended, unless something reads it.',
  documentary: true,
  aliases: ['incompatible.extension.content.types.decreased'],
  messages: {
    added: '{where}: {name} was added',
    changed: '{where}: {name} changed',
    removed: '{where}: {name} was removed',
  },
  create(report) {
    return {
      part({ where, before, after, site, wordless }) {
        if (wordless) return;
        const names = new Set([...extensions(before.value), ...extensions(after.value)]);
        for (const name of names) {
          const old = child(before, name);
          const fresh = child(after, name);
          if (sameValue(old?.value, fresh?.value)) continue;
          report({
            message: old ? (fresh ? 'changed' : 'removed') : 'added',
            params: { where, name },
            before: old ?? before,
            after: fresh ?? after,
            part: 'key',
            effect: 'none',
            ...(site && { site }),
          });
        }
      },
    };
  },
});

/** Those that other checks speak of, that say the same as a field of a later version, or that are for us. */
const told = new Set([
  ...['x-sunset', 'x-stability-level', 'x-nullable', 'x-deprecated', 'x-extensible-enum'],
  ...['x-example', 'x-examples', 'x-webhooks', 'x-apicheck-ignore'],
]);

function extensions(value: unknown): string[] {
  return Object.keys(value as object).filter((name) => name.startsWith('x-') && !told.has(name));
}
