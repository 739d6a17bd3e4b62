import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, members, stringChild, textIn } from '../../document/node.ts';
import type {
  OAuthFlow,
  SchemeRequirement,
  SecurityAlternative,
  SecurityRequirements,
  SecurityScheme,
} from '../model.ts';
import { definition, entries, memoised, namedEntries, type BuildContext } from './context.ts';
import { collect } from './media.ts';

/** Makes security schemes and requirements. */
export interface SecurityBuilder {
  scheme(name: string, use: Node): SecurityScheme | undefined;
  requirements(node: Node | undefined): SecurityRequirements | undefined;
}

const flowNames: Readonly<Record<string, string>> = {
  implicit: 'implicit',
  password: 'password',
  application: 'clientCredentials',
  accessCode: 'authorizationCode',
};

/** Makes the builder of security for one description; `schemes` gives the declared ones. */
export function createSecurityBuilder(
  context: BuildContext,
  schemes: () => ReadonlyMap<string, SecurityScheme>,
): SecurityBuilder {
  const known = memoised<SecurityScheme | undefined>();
  const requirements = memoised<SecurityRequirements>();

  function makeScheme(name: string, use: Node): SecurityScheme | undefined {
    const node = definition(context, use);
    if (node === undefined) return undefined;
    const type = textIn(node, 'type');
    const basic = context.version === '2.0' && type === 'basic';
    const location = type === 'apiKey' ? textIn(node, 'in') : undefined;
    return {
      node,
      use,
      name,
      type: basic ? 'http' : schemeType(type),
      in: location === 'header' || location === 'query' || location === 'cookie' ? location : undefined,
      parameterName: type === 'apiKey' ? textIn(node, 'name') : undefined,
      httpScheme: basic ? 'basic' : type === 'http' ? textIn(node, 'scheme')?.toLowerCase() : undefined,
      flows: type === 'oauth2' ? flowsOf(node) : new Map(),
      openIdConnectUrl: stringChild(node, 'openIdConnectUrl'),
    };
  }

  function flowsOf(node: Node): ReadonlyMap<string, OAuthFlow> {
    if (context.version !== '2.0') {
      return collect(namedEntries(context, child(node, 'flows')), (flow) =>
        isObjectNode(flow) ? makeFlow(flow) : undefined,
      );
    }
    const name = textIn(node, 'flow') ?? '';
    const modern = Object.hasOwn(flowNames, name) ? flowNames[name] : undefined;
    return new Map(modern === undefined ? [] : [[modern, makeFlow(node)]]);
  }

  function makeFlow(node: Node): OAuthFlow {
    return {
      node,
      authorizationUrl: stringChild(node, 'authorizationUrl'),
      tokenUrl: stringChild(node, 'tokenUrl'),
      refreshUrl: stringChild(node, 'refreshUrl'),
      scopes: new Map((context.version === '2.0' ? namedEntries : entries)(context, child(node, 'scopes'))),
    };
  }

  function schemeNamed(name: string, at: Node): SecurityScheme | undefined {
    const declared = schemes().get(name);
    if (declared !== undefined || context.version !== '3.2' || !/[/#]/.test(name)) return declared;
    // Security Requirement Object (3.2): a name that no component has may be a URI.
    const resolution = context.documents.resolve(name, at);
    return resolution.kind === 'found' ? builder.scheme(name, resolution.node) : undefined;
  }

  function requirement(name: string, node: Node): SchemeRequirement {
    const scopes = items(node).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    return { name, node, scopes, scheme: schemeNamed(name, node) };
  }

  const builder: SecurityBuilder = {
    scheme(name, use) {
      return known(use.value, name, () => makeScheme(name, use));
    },
    requirements(node) {
      if (node === undefined || !Array.isArray(node.value)) return undefined;
      return requirements(node.value, undefined, () => {
        const alternatives = items(node)
          .filter(isObjectNode)
          .map((each): SecurityAlternative => {
            return { node: each, schemes: members(each).map(([name, scopes]) => requirement(name, scopes)) };
          });
        return { node, alternatives };
      });
    },
  };
  return builder;
}

function schemeType(type: string | undefined): SecurityScheme['type'] {
  switch (type) {
    case 'apiKey':
    case 'http':
    case 'oauth2':
    case 'openIdConnect':
    case 'mutualTLS':
      return type;
    default:
      return 'unknown';
  }
}

/** Takes the root; gives the declared security schemes by name. */
export function declaredSchemes(
  context: BuildContext,
  root: Node,
  builder: SecurityBuilder,
): ReadonlyMap<string, SecurityScheme> {
  const components = definition(context, child(root, 'components'));
  const map =
    context.version === '2.0'
      ? child(root, 'securityDefinitions')
      : components && child(components, 'securitySchemes');
  return collect(entries(context, map), (use, name) => builder.scheme(name, use));
}
