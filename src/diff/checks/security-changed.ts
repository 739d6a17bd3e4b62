import { defineDiffCheck } from '../check.ts';
import { isPair } from '../pair.ts';
import { schemeIdentity } from '../pair-schemes.ts';
import type { SchemeRequirement, SecurityAlternative, SecurityRequirements } from '../../openapi/model.ts';

export default defineDiffCheck({
  code: 'security-changed',
  severity: 'error',
  summary: 'Keep every way to authenticate that consumers use.',
  why: 'Who authenticates in the way that went, or did not have to, gets 401 or 403.',
  fix: 'Add new ways beside the old ones.',
  section: 'Security Requirement Object: one of the alternatives must be met, and all that it asks for',
  aliases: [
    'api-security-removed',
    'api-security-added',
    'api-security-scope-added',
    'api-security-scope-removed',
    'api-security-anonymous-access-added',
    'api-security-anonymous-access-removed',
    'api-global-security-removed',
    'api-global-security-added',
    'api-global-security-scope-added',
    'api-global-security-scope-removed',
    'incompatible.security.requirement.schemes.increased',
    'incompatible.security.requirements.decreased',
    'incompatible.security.scheme.scopes.increased',
  ],
  messages: {
    removed: 'can no longer be called with {was}',
    needs: 'can no longer be called with {was}, needs {is}',
    added: 'can now also be called with {is}',
  },
  create(report) {
    let identify: (requirement: SchemeRequirement) => string = ({ name }) => name;
    return {
      api(pair) {
        const identity = schemeIdentity(pair);
        identify = ({ name, scheme }) => (scheme ? identity(scheme) : `name ${name}`);
      },
      operation(side, site) {
        if (!isPair(side)) return;
        const was = alternativesOf(side.before.security, identify);
        const is = alternativesOf(side.after.security, identify);
        const nodes = {
          before: side.before.security?.node ?? side.before.node,
          after: side.after.security?.node ?? side.after.node,
        };
        const told = new Set<Asked>();
        for (const old of was) {
          // Whoever has what the old alternative asks for must still meet one of the new ones.
          if (is.some((fresh) => meets(old, fresh))) continue;
          // What is asked for beside the same is what to get; else any of the others will do.
          const more = is.find((fresh) => meets(fresh, old)) ?? (is.length === 1 ? is[0] : undefined);
          const place = { ...nodes, part: 'key', effect: 'narrows', site } as const;
          if (more) {
            told.add(more);
            report({ message: 'needs', params: { was: words(old), is: words(more) }, ...place });
          } else report({ message: 'removed', params: { was: words(old) }, ...place });
        }
        for (const fresh of is) {
          if (told.has(fresh) || was.some((old) => meets(fresh, old))) continue;
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
type Asked = ReadonlyMap<string, { readonly name: string; readonly scopes: ReadonlySet<string> }>;

/** No requirement at all is one alternative that asks for nothing. */
function alternativesOf(
  security: SecurityRequirements | undefined,
  identify: (requirement: SchemeRequirement) => string,
): readonly Asked[] {
  if (!security || security.alternatives.length === 0) return [new Map()];
  return security.alternatives.map(
    ({ schemes }: SecurityAlternative) =>
      new Map(
        schemes.map((requirement) => [
          identify(requirement),
          { name: requirement.name, scopes: new Set(requirement.scopes) },
        ]),
      ),
  );
}

function meets(having: Asked, asking: Asked): boolean {
  return [...asking].every(([key, { scopes }]) => {
    const had = having.get(key);
    return had !== undefined && [...scopes].every((scope) => had.scopes.has(scope));
  });
}

function words(asked: Asked): string {
  if (asked.size === 0) return 'no credentials';
  return [...asked.values()]
    .map(({ name, scopes }) => (scopes.size === 0 ? name : `${name} (${[...scopes].join(', ')})`))
    .join(' and ');
}
