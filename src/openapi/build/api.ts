import { child, isObjectNode, items, objectChild, rootNode, textIn } from '../../document/node.ts';
import type { Api, ReferenceProblem, SecurityScheme, Server, Tag } from '../model.ts';
import { lazy, type BuildContext } from './context.ts';
import { createMediaBuilder, type MediaBuilder } from './media.ts';
import { createMessageBuilder, type MessageBuilder } from './messages.ts';
import { createOperationBuilder, type OperationBuilder } from './operations.ts';
import { createParameterBuilder, type ParameterBuilder } from './parameters.ts';
import { createSecurityBuilder, declaredSchemes, type SecurityBuilder } from './security.ts';
import { createServerReader, type ServerReader } from './servers.ts';
import { swaggerServers } from './swagger.ts';

/** The makers of the parts of one API. The same value always gives the same part. */
export interface Builders {
  readonly context: BuildContext;
  readonly media: MediaBuilder;
  readonly messages: MessageBuilder;
  readonly parameters: ParameterBuilder;
  readonly operations: OperationBuilder;
  readonly security: SecurityBuilder;
  readonly servers: ServerReader;
}

const buildersOf = new WeakMap<Api, Builders>();

/** Takes an API that `buildApi` made; gives the makers of its parts. */
export function builders(api: Api): Builders {
  const found = buildersOf.get(api);
  if (!found) throw new TypeError('this API was not made by buildApi');
  return found;
}

/** Takes a crawled description; gives the API that it describes. Its parts are made when first asked for. */
export function buildApi(
  context: BuildContext & { readonly referenceProblems: readonly ReferenceProblem[] },
): Api {
  const { version, documents, referenceProblems } = context;
  const root = rootNode(documents.root);
  const servers = createServerReader();
  const { serversOf } = servers;
  const rootServers = lazy((): readonly Server[] =>
    version === '2.0' ? swaggerServers(root) : (serversOf(root) ?? []),
  );
  const schemes = lazy((): ReadonlyMap<string, SecurityScheme> => declaredSchemes(context, root, security));
  const security = createSecurityBuilder(context, schemes);
  const media = createMediaBuilder(context);
  const parameters = createParameterBuilder(context, media);
  const messages = createMessageBuilder(context, media);
  const { requirements } = security;
  const parts = { root, parameters, messages, serversOf, rootServers, requirements };
  const operations = createOperationBuilder(context, parts);
  const paths = lazy(() => operations.operations(child(root, 'paths'), 'path'));
  const webhooks = lazy(() =>
    version === '2.0' || version === '3.0' ? [] : operations.operations(child(root, 'webhooks'), 'webhook'),
  );
  const tags = lazy(() =>
    items(child(root, 'tags')).flatMap((node): Tag[] => {
      const name = isObjectNode(node) ? textIn(node, 'name') : undefined;
      return name === undefined ? [] : [{ node, name }];
    }),
  );
  const info = objectChild(root, 'info');
  const api: Api = {
    version,
    node: root,
    documents,
    title: info && textIn(info, 'title'),
    release: info && child(info, 'version'),
    get servers() {
      return rootServers();
    },
    get operations() {
      return paths();
    },
    get webhooks() {
      return webhooks();
    },
    get securitySchemes() {
      return schemes();
    },
    get security() {
      return requirements(child(root, 'security'));
    },
    get tags() {
      return tags();
    },
    referenceProblems,
  };
  buildersOf.set(api, { context, media, messages, parameters, operations, security, servers });
  return api;
}
