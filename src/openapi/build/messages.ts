import type { Node } from '../../document/document.ts';
import { child, stringChild } from '../../document/node.ts';
import type { Link, RequestBody, Response } from '../model.ts';
import { definition, entries, isTrue, memoised, namedEntries, type BuildContext } from './context.ts';
import { collect, type MediaBuilder } from './media.ts';
import { swaggerContent } from './swagger.ts';

/** Makes request bodies, responses and links. */
export interface MessageBuilder {
  requestBody(use: Node): RequestBody | undefined;
  /** `produces` is of 2.0: the media types of the operation. */
  response(status: string, use: Node, produces: readonly string[]): Response | undefined;
  responses(map: Node | undefined, produces: readonly string[]): ReadonlyMap<string, Response>;
  link(name: string, use: Node): Link | undefined;
}

/** Makes the builder of messages for one description. */
export function createMessageBuilder(context: BuildContext, media: MediaBuilder): MessageBuilder {
  const bodies = memoised<RequestBody | undefined>();
  const responses = memoised<Response | undefined>();
  const links = memoised<Link | undefined>();

  function makeResponse(status: string, use: Node, produces: readonly string[]): Response | undefined {
    const node = definition(context, use);
    if (node === undefined) return undefined;
    return {
      node,
      use,
      status,
      description: child(node, 'description'),
      headers: media.headers(child(node, 'headers'), 'response'),
      content:
        context.version === '2.0'
          ? swaggerContent(context, node, produces)
          : media.content(child(node, 'content'), 'response'),
      links: collect(entries(context, child(node, 'links')), (each, name) => builder.link(name, each)),
    };
  }

  const builder: MessageBuilder = {
    requestBody(use) {
      return bodies(use.value, undefined, () => {
        const node = definition(context, use);
        if (node === undefined) return undefined;
        return {
          node,
          use,
          required: isTrue(node, 'required'),
          content: media.content(child(node, 'content'), 'request'),
        };
      });
    },
    response(status, use, produces) {
      return responses(use.value, `${status} ${produces.join(' ')}`, () =>
        makeResponse(status, use, produces),
      );
    },
    responses(map, produces) {
      return collect(namedEntries(context, map), (use, status) => builder.response(status, use, produces));
    },
    link(name, use) {
      return links(use.value, name, () => {
        const node = definition(context, use);
        return (
          node && {
            node,
            use,
            name,
            operationId: stringChild(node, 'operationId'),
            operationRef: stringChild(node, 'operationRef'),
            parameters: new Map(entries(context, child(node, 'parameters'))),
            requestBody: child(node, 'requestBody'),
          }
        );
      });
    },
  };
  return builder;
}
