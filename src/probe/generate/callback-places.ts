import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import { webhookPlaces } from './webhook-places.ts';

/** Where a request says where to: a member of its body, or a parameter (Callback Object, Runtime Expressions). */
export type Place =
  | { readonly kind: 'body'; readonly keys: readonly string[] }
  | { readonly kind: 'query' | 'header'; readonly name: string };

/** Takes an operation; gives where its requests say where its callbacks are to be sent. */
function placesOf({ callbacks }: Operation): readonly Place[] {
  return [...callbacks.values()]
    .flatMap(({ operations }) => operations)
    .flatMap(({ path }): Place[] => {
      // What follows the expression is added to the address by the provider.
      const [, pointer] = /^\{?\$request\.body#([^{}]+)\}?/.exec(path) ?? [];
      const at = pointer === undefined ? undefined : toPointer(pointer);
      if (at !== undefined) return [{ kind: 'body', keys: pointerKeys(at) }];
      const [, kind, name] = /^\{?\$request\.(query|header)\.([^{}]+)\}?/.exec(path) ?? [];
      if (name === undefined) return [];
      return [{ kind: kind === 'query' ? 'query' : 'header', name }];
    });
}

/** Takes an API and an operation; gives where its requests say where its callbacks, else webhooks, are to be sent. */
export function deliveryPlaces(
  api: Pick<Api, 'documents' | 'webhooks'>,
  operation: Operation,
): readonly Place[] {
  const places = placesOf(operation);
  return places.length > 0 ? places : webhookPlaces(api, operation);
}

/** Takes an API; gives whether a request of its clients says where callbacks or webhooks are sent. */
export function hasDeliveryPlaces(api: Pick<Api, 'documents' | 'operations' | 'webhooks'>): boolean {
  return api.operations.some((operation) => deliveryPlaces(api, operation).length > 0);
}
