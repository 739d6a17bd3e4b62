import { defineDiffCheck } from '../check.ts';
import { isPair } from '../pair.ts';
import type { SecurityAlternative, SecurityRequirements } from '../../openapi/model.ts';

export default defineDiffCheck({
  code: 'security-changed',
  severity: 'error',
  summary: 'Keep every way to authenticate that consumers use.',
  why: 'Who authenticates in the way that went, or did not have to, gets 401 or 403.',
  fix: 'Add new ways beside the old ones.',
  aliases: [
    'api-security-removed',
    'api-security-added',
    'api-security-scope-added',
    'api-global-security-removed',
  ],
  messages: {
    removed: 'can no longer be called with {was}',
    added: 'can now also be called with {is}',
  },
  create(report) {
    return {
      operation(side, site) {
        if (!isPair(side)) return;
        const was = alternativesOf(side.before.security);
        const is = alternativesOf(side.after.security);
        const nodes = {
          before: side.before.security?.node ?? side.before.node,
          after: side.after.security?.node ?? side.after.node,
        };
        for (const old of was) {
          // Whoever has what the old alternative asks for must still meet one of the new ones.
          if (is.some((fresh) => meets(old, fresh))) continue;
          report({
            message: 'removed',
            params: { was: words(old) },
            ...nodes,
            part: 'key',
            effect: 'narrows',
            site,
          });
        }
        for (const fresh of is) {
          if (was.some((old) => meets(fresh, old))) continue;
          report({
            message: 'added',
            params: { is: words(fresh) },
            ...nodes,
            part: 'key',
            effect: 'widens',
            site,
          });
        }
      },
    };
  },
});

/** What one alternative asks for: each scheme with its scopes. */
type Asked = ReadonlyMap<string, ReadonlySet<string>>;

/** No requirement at all is one alternative that asks for nothing. */
function alternativesOf(security: SecurityRequirements | undefined): readonly Asked[] {
  if (!security || security.alternatives.length === 0) return [new Map()];
  return security.alternatives.map(
    ({ schemes }: SecurityAlternative) => new Map(schemes.map(({ name, scopes }) => [name, new Set(scopes)])),
  );
}

function meets(having: Asked, asking: Asked): boolean {
  return [...asking].every(([name, scopes]) => {
    const had = having.get(name);
    return had !== undefined && [...scopes].every((scope) => had.has(scope));
  });
}

function words(asked: Asked): string {
  if (asked.size === 0) return 'no credentials';
  return [...asked]
    .map(([name, scopes]) => (scopes.size === 0 ? name : `${name} (${[...scopes].join(', ')})`))
    .join(' and ');
}
