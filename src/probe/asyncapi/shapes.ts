import type { Node } from '../../document/document.ts';
import type { Documents } from '../../document/documents.ts';
import { child, items, members, stringChild } from '../../document/node.ts';
import { basePaths } from '../../openapi/base-paths.ts';
import { followed } from '../../openapi/follow.ts';
import type { Operation } from '../../openapi/model.ts';

/** Takes a path or address template; gives it without query, names of parameters and a slash at the end. */
function shapeOf(template: string): string {
  const path = template.replace(/[?#].*$/s, '').replace(/\{[^{}]*\}/g, '{}');
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}

/** Takes the documents, the root and a Channel Object; gives the servers for WebSockets that it is at, and of how many. */
export function channelServers(
  documents: Documents,
  root: Node,
  channel: Node,
): { readonly fit: readonly Node[]; readonly all: number } {
  const own = child(channel, 'servers');
  const uses = own ? items(own) : members(child(root, 'servers')).map(([, use]) => use);
  const servers = uses.flatMap((use) => followed(documents, use) ?? []);
  const fit = servers.filter((server) => {
    const protocol = stringChild(server, 'protocol')?.value.toLowerCase();
    return protocol === undefined || /^(?:wss?|https?)$/.test(protocol);
  });
  return { fit, all: servers.length };
}

/**
 * Takes the documents, the root and a Channel Object; gives the paths that it may be reached at: its address, behind the
 * `pathname` of each server of its own, else of the document's (Channel Object, Server Object). None for a channel whose
 * address is not known, or that no server for WebSockets has.
 */
export function channelShapes(documents: Documents, root: Node, channel: Node): readonly string[] {
  const address = stringChild(channel, 'address')?.value;
  if (address === undefined) return [];
  const { fit, all } = channelServers(documents, root, channel);
  if (all > 0 && fit.length === 0) return [];
  const paths = fit.flatMap((server) => stringChild(server, 'pathname')?.value ?? []);
  return [
    ...new Set([address, ...paths.map((path) => `${path}/${address.replace(/^\//, '')}`)].map(shapeOf)),
  ];
}

/** Takes an operation; gives the paths that it may be reached at, in the form of `channelShapes`. */
export function operationShapes({ path, servers }: Operation): readonly string[] {
  return [...new Set([path, ...servers.flatMap(basePaths).map((base) => base + path)].map(shapeOf))];
}
