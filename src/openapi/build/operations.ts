import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, members, objectChild, stringChild } from '../../document/node.ts';
import { follow } from '../follow.ts';
import type { Callback, Operation, RequestBody, SecurityRequirements, Server } from '../model.ts';
import { atLeast } from '../version.ts';
import { definition, entries, isTrue, lazy, memoised, namedEntries, type BuildContext } from './context.ts';
import { collect } from './media.ts';
import type { MessageBuilder } from './messages.ts';
import type { ParameterBuilder } from './parameters.ts';
import { mediaRanges, swaggerBody, swaggerServers } from './swagger.ts';

/** What operations are made of, and what they inherit from the root. */
export interface OperationParts {
  readonly root: Node;
  readonly parameters: ParameterBuilder;
  readonly messages: MessageBuilder;
  readonly serversOf: (holder: Node) => readonly Server[] | undefined;
  readonly rootServers: () => readonly Server[];
  readonly requirements: (node: Node | undefined) => SecurityRequirements | undefined;
}

/** Makes operations. */
export interface OperationBuilder {
  /** Of a map of path items: `paths`, `webhooks`, or a Callback Object. */
  operations(map: Node | undefined, kind: Operation['kind']): readonly Operation[];
  callback(name: string, use: Node): Callback | undefined;
}

const methods2 = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Makes the builder of operations for one description. What an operation consists of is made when asked for. */
export function createOperationBuilder(context: BuildContext, parts: OperationParts): OperationBuilder {
  const { version, documents } = context;
  const second = version === '2.0';
  const methods = new Set([
    ...methods2,
    ...(second ? [] : ['trace']),
    ...(atLeast(version, '3.2') ? ['query'] : []),
  ]);
  const callbacks = memoised<Callback | undefined>();

  function pathItemOperations(use: Node, path: string, kind: Operation['kind']): Operation[] {
    const result = follow(documents, use);
    if (result.kind !== 'found') return [];
    const found = new Map<string, Operation>();
    // A Path Item Object may have fields of its own beside its `$ref`; they go first.
    for (const item of [...result.chain, result.node]) {
      for (const [method, node] of operationNodes(item)) {
        if (!found.has(method)) found.set(method, makeOperation(node, item, method, path, kind));
      }
    }
    return [...found.values()];
  }

  function operationNodes(item: Node): [method: string, node: Node][] {
    const fixed = members(item).filter(([key, node]) => methods.has(key) && isObjectNode(node));
    if (!atLeast(version, '3.2')) return fixed;
    const additional = entries(context, objectChild(item, 'additionalOperations'));
    return [...fixed, ...additional.filter(([, node]) => isObjectNode(node))].map(([key, node]) => [
      key.toLowerCase(),
      node,
    ]);
  }

  function makeOperation(
    node: Node,
    pathItem: Node,
    method: string,
    path: string,
    kind: Operation['kind'],
  ): Operation {
    const { root, messages } = parts;
    const parameters = lazy(() => parts.parameters.parameters(node, pathItem));
    const requestBody = lazy(() => bodyOf(node, pathItem));
    const responses = lazy(() => {
      const produces = second ? mediaRanges(node, root, 'produces') : [];
      return messages.responses(definition(context, child(node, 'responses')), produces);
    });
    const own = lazy(() =>
      collect(entries(context, child(node, 'callbacks')), (use, name) => callback(name, use)),
    );
    return {
      node,
      pathItem,
      kind,
      method,
      path,
      key: `${method.toUpperCase()} ${path}`,
      id: stringChild(node, 'operationId'),
      deprecated: isTrue(node, 'deprecated'),
      tags: items(child(node, 'tags')).filter((tag): tag is Node<string> => typeof tag.value === 'string'),
      get parameters() {
        return parameters();
      },
      get requestBody() {
        return requestBody();
      },
      get responses() {
        return responses();
      },
      get security() {
        return parts.requirements(child(node, 'security') ?? child(root, 'security'));
      },
      get servers() {
        if (second) return child(node, 'schemes') ? swaggerServers(root, node) : parts.rootServers();
        return parts.serversOf(node) ?? parts.serversOf(pathItem) ?? parts.rootServers();
      },
      get callbacks() {
        return own();
      },
    };
  }

  function bodyOf(node: Node, pathItem: Node): RequestBody | undefined {
    if (second) {
      const inBody = parts.parameters.bodyParameters(node, pathItem);
      return swaggerBody(context, node, inBody, mediaRanges(node, parts.root, 'consumes'));
    }
    const use = child(node, 'requestBody');
    return use && parts.messages.requestBody(use);
  }

  function callback(name: string, use: Node): Callback | undefined {
    return callbacks(use.value, name, () => {
      const node = definition(context, use);
      const operations = lazy(() => builder.operations(node, 'callback'));
      return (
        node && {
          node,
          use,
          name,
          get operations() {
            return operations();
          },
        }
      );
    });
  }

  const builder: OperationBuilder = {
    operations: (map, kind) =>
      (kind === 'webhook' ? entries : namedEntries)(context, map).flatMap(([path, use]) =>
        pathItemOperations(use, path, kind),
      ),
    callback,
  };
  return builder;
}
