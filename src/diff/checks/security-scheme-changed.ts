import type { Node } from '../../document/document.ts';
import type { Api, OAuthFlow, SecurityScheme } from '../../openapi/model.ts';
import { child, stringChild } from '../../document/node.ts';
import { defineDiffCheck } from '../check.ts';
import { isPair } from '../pair.ts';

export default defineDiffCheck({
  code: 'security-scheme-changed',
  severity: 'error',
  summary: 'Keep the way credentials are got and sent.',
  why: 'Whoever authenticates as before is refused, or asks for a token where none is given.',
  fix: 'Declare the new way as a scheme of its own, and let operations accept either.',
  section: 'Security Scheme Object',
  aliases: [
    'api-security-component-type-changed',
    'api-security-component-api-key-in-changed',
    'api-security-component-api-key-name-changed',
    'api-security-component-http-scheme-changed',
    'api-security-component-bearer-format-changed',
    'api-security-component-oauth-url-changed',
    'api-security-component-oauth-token-url-changed',
    'api-security-component-oauth-refresh-url-changed',
    'api-security-component-oauth-scope-added',
    'api-security-component-oauth-scope-removed',
    'api-security-component-oauth-scope-changed',
    'api-security-component-openid-connect-url-changed',
    'incompatible.security.scheme.bearer.format.changed',
    'incompatible.security.scheme.oauth2.auth.url.changed',
    'incompatible.security.scheme.oauth2.refresh.url.changed',
    'incompatible.security.scheme.oauth2.token.url.changed',
    'incompatible.security.scheme.openidconnect.url.changed',
    'incompatible.security.scheme.scheme.changed',
  ],
  messages: {
    changed: 'security scheme "{name}" was {was}, is now {is}',
    deprecated: 'security scheme "{name}" was deprecated',
    restored: 'security scheme "{name}" is no longer deprecated',
    flowRemoved: 'security scheme "{name}" lost the flow {flow}',
    flowAdded: 'security scheme "{name}" has the new flow {flow}',
    url: 'security scheme "{name}": {field} changed from {was} to {is}',
    scopeRemoved: 'security scheme "{name}", flow {flow}: the scope "{scope}" was removed',
    scopeText: 'security scheme "{name}", flow {flow}: the scope "{scope}" is described anew',
    scopeAdded: 'security scheme "{name}", flow {flow}: the scope "{scope}" was added',
    bearerFormat: 'security scheme "{name}": the format of its tokens changed from {was} to {is}',
  },
  create(report) {
    let used: ReadonlySet<string> = new Set();
    return {
      api({ before }) {
        used = usedSchemes(before);
      },
      securityScheme(side) {
        if (!isPair(side)) return;
        const { before, after } = side;
        const { name } = after;
        const nodes = { before: before.node, after: after.node };
        const was = words(before);
        const is = words(after);
        // Names of headers have no case.
        const plain = (text: string, { in: place }: SecurityScheme) =>
          place === 'header' ? text.toLowerCase() : text;
        if (plain(was, before) !== plain(is, after)) {
          // What no operation asks for, nobody sends.
          const effect = used.has(before.name) ? 'replaces' : 'none';
          report({ message: 'changed', params: { name, was, is }, ...nodes, effect });
          return;
        }
        const url = (field: string, old: Node<string> | undefined, fresh: Node<string> | undefined): void => {
          if (old?.value === fresh?.value) return;
          const params = { name, field, was: old?.value ?? 'nothing', is: fresh?.value ?? 'nothing' };
          const at = { before: old ?? before.node, after: fresh ?? after.node };
          report({ message: 'url', params, ...at, effect: 'policy', severity: 'warning' });
        };
        url('openIdConnectUrl', before.openIdConnectUrl, after.openIdConnectUrl);
        const metadata = ({ node }: SecurityScheme) => stringChild(node, 'oauth2MetadataUrl');
        url('oauth2MetadataUrl', metadata(before), metadata(after));
        const isDeprecated = ({ node }: SecurityScheme) => child(node, 'deprecated')?.value === true;
        if (isDeprecated(before) !== isDeprecated(after)) {
          const message = isDeprecated(after) ? 'deprecated' : 'restored';
          report({ message, params: { name }, ...nodes, effect: 'none' });
        }
        const format = ({ node }: SecurityScheme) => stringChild(node, 'bearerFormat');
        if (format(before)?.value !== format(after)?.value) {
          const params = { name, was: said(format(before)), is: said(format(after)) };
          report({ message: 'bearerFormat', params, ...nodes, effect: 'none' });
        }
        for (const flow of new Set([...before.flows.keys(), ...after.flows.keys()])) {
          const old = before.flows.get(flow);
          const fresh = after.flows.get(flow);
          const params = { name, flow };
          if (!old || !fresh) {
            const message = old ? 'flowRemoved' : 'flowAdded';
            const at = { before: old?.node ?? before.node, after: fresh?.node ?? after.node };
            const effect = old && used.has(before.name) ? 'narrows' : 'none';
            report({ message, params, ...at, effect });
            continue;
          }
          for (const field of ['authorizationUrl', 'tokenUrl', 'refreshUrl'] as const)
            url(field, old[field], fresh[field]);
          const device = ({ node }: OAuthFlow) => stringChild(node, 'deviceAuthorizationUrl');
          url('deviceAuthorizationUrl', device(old), device(fresh));
          for (const [scope, node] of missing(old, fresh)) {
            const at = { before: node, after: fresh.node };
            report({
              message: 'scopeRemoved',
              params: { ...params, scope },
              ...at,
              effect: 'policy',
              severity: 'warning',
            });
          }
          for (const [scope, node] of fresh.scopes) {
            const text = old.scopes.get(scope);
            if (!text || text.value === node.value) continue;
            const at = { before: text, after: node };
            report({ message: 'scopeText', params: { ...params, scope }, ...at, effect: 'none' });
          }
          for (const [scope, node] of missing(fresh, old)) {
            const at = { before: old.node, after: node };
            report({ message: 'scopeAdded', params: { ...params, scope }, ...at, effect: 'none' });
          }
        }
      },
    };
  },
});

/** The schemes that some operation asks for. */
function usedSchemes({ operations, webhooks }: Api): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { security } of [...operations, ...webhooks]) {
    for (const { schemes } of security?.alternatives ?? []) for (const { name } of schemes) names.add(name);
  }
  return names;
}

function words({ type, in: place, parameterName, httpScheme }: SecurityScheme): string {
  switch (type) {
    case 'apiKey':
      return `an API key in ${place ?? '?'} "${parameterName ?? '?'}"`;
    case 'http':
      return `HTTP ${httpScheme ?? '?'} authentication`;
    case 'oauth2':
      return 'OAuth 2.0';
    case 'openIdConnect':
      return 'OpenID Connect';
    case 'mutualTLS':
      return 'mutual TLS';
    case 'unknown':
      return 'of no known type';
  }
}

function said(node: Node<string> | undefined): string {
  return node?.value ?? 'nothing';
}

function missing({ scopes }: OAuthFlow, other: OAuthFlow): [string, Node][] {
  return [...scopes].filter(([scope]) => !other.scopes.has(scope));
}
