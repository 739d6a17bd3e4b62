import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, members, textIn } from '../../document/node.ts';
import type { Server, ServerVariable } from '../model.ts';
import { memoised } from './context.ts';

/** Reads servers. */
export interface ServerReader {
  /** Takes a Server Object; gives the server, or undefined for one without URL. */
  server(node: Node): Server | undefined;
  /** Takes an object that may have `servers`; gives those with a URL, or undefined where it has none. */
  serversOf(holder: Node): readonly Server[] | undefined;
}

/** Makes the reader of servers for one description. */
export function createServerReader(): ServerReader {
  const servers = memoised<Server | undefined>();
  const server = (node: Node): Server | undefined => servers(node.value, undefined, () => makeServer(node));
  return {
    server,
    serversOf(holder) {
      const list = items(child(holder, 'servers'));
      return list.length === 0 ? undefined : list.flatMap((node) => server(node) ?? []);
    },
  };
}

function makeServer(node: Node): Server | undefined {
  const url = textIn(node, 'url');
  if (url === undefined) return undefined;
  const variables = new Map<string, ServerVariable>();
  for (const [name, variable] of members(child(node, 'variables'))) {
    if (!isObjectNode(variable)) continue;
    const values = child(variable, 'enum');
    const texts = items(values).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    variables.set(name, {
      node: variable,
      default: textIn(variable, 'default'),
      enum: values === undefined ? undefined : texts,
    });
  }
  return { node, url, variables };
}
