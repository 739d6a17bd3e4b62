import type { Node } from '../document/document.ts';
import { child, items, valueIn } from '../document/node.ts';
import { follow } from '../openapi/follow.ts';
import type { Api, Link, Operation } from '../openapi/model.ts';

/** Takes an API; gives all its operations, those of callbacks included, each once. */
export function allOperations({ operations, webhooks }: Api): readonly Operation[] {
  const found = new Set<Operation>();
  const waiting = [...operations, ...webhooks];
  for (const operation of waiting) {
    if (found.has(operation)) continue;
    found.add(operation);
    for (const callback of operation.callbacks.values()) waiting.push(...callback.operations);
  }
  return [...found];
}

/** Takes an API; gives what finds the operation that a link leads to: undefined where that is none, or elsewhere. */
export function linkTargets(api: Api): (link: Link) => Operation | undefined {
  let index: ReturnType<typeof make> | undefined;
  const make = () => {
    const all = allOperations(api).toReversed();
    return {
      byId: new Map(all.flatMap((each) => (each.id ? [[each.id.value, each] as const] : []))),
      byValue: new Map(all.map((each) => [each.node.value, each] as const)),
      byKey: new Map<string, Operation>(
        all
          .filter(({ kind }) => kind === 'path')
          .map((each) => [`${each.method} ${each.path}`, each] as const),
      ),
    };
  };
  return ({ operationId, operationRef }) => {
    index ??= make();
    if (operationId) return index.byId.get(operationId.value);
    if (!operationRef) return undefined;
    // By path and method first: a path item may be a `$ref`, which no pointer passes through.
    const [, path, method] = /^#\/paths\/([^/]+)\/(\w+)$/.exec(operationRef.value) ?? [];
    const pathKey =
      path === undefined ? undefined : `${method} ${path.replaceAll('~1', '/').replaceAll('~0', '~')}`;
    const known = pathKey === undefined ? undefined : index.byKey.get(pathKey);
    if (known) return known;
    const resolved = api.documents.resolve(operationRef.value, operationRef);
    return resolved.kind === 'found' ? index.byValue.get(resolved.node.value) : undefined;
  };
}

/**
 * Takes an operation; gives whether all its parameters can be read: of one with a reference that leads nowhere, or
 * without a valid location, nobody can say which parameter it lacks.
 */
export function hasReadableParameters({ documents }: Api, { node, pathItem }: Operation): boolean {
  return [node, pathItem].every((holder) => {
    const list = child(holder, 'parameters');
    return (list === undefined || Array.isArray(list.value)) && items(list).every((use) => isReadable(use));
  });

  function isReadable(use: Node): boolean {
    const followed = follow(documents, use);
    if (followed.kind !== 'found') return false;
    const place = valueIn(followed.node, 'in');
    return (
      typeof place === 'string' && places.has(place) && typeof valueIn(followed.node, 'name') === 'string'
    );
  }
}

const places: ReadonlySet<string> = new Set([
  'path',
  'query',
  'header',
  'cookie',
  'querystring',
  'body',
  'formData',
]);
