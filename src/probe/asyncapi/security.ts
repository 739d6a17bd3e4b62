import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, stringChild } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import { followed } from '../../openapi/follow.ts';
import type { SchemeRequirement, SecurityScheme } from '../../openapi/model.ts';
import type { Reading } from './payload.ts';

/** Security schemes of which the handshake has to show the credentials of one (AsyncAPI 3.0, Server Object). */
export interface NeededSecurity {
  /** `server` or `operation`. */
  readonly by: string;
  /** The first `security` that asks for it. */
  readonly node: Node;
  readonly schemes: readonly SchemeRequirement[];
}

/**
 * Takes what reading takes, and the servers that a channel may be reached at, or its operations; gives what all of them
 * ask for. Nothing where one of them asks for nothing: the connection may be for that one.
 */
export function neededSecurity(
  { documents, complain }: Pick<Reading, 'documents' | 'complain'>,
  by: string,
  holders: readonly Node[],
): readonly NeededSecurity[] {
  const schemes: SchemeRequirement[] = [];
  let first: Node | undefined;
  for (const holder of holders) {
    const own = securityOf({ documents, complain }, holder);
    if (own === undefined) return [];
    first ??= own.node;
    schemes.push(...own.schemes);
  }
  return first && schemes.length > 0 ? [{ by, node: first, schemes }] : [];
}

/** What one asks for; undefined for nothing. */
function securityOf(
  { documents, complain }: Pick<Reading, 'documents' | 'complain'>,
  holder: Node,
): { readonly node: Node; readonly schemes: readonly SchemeRequirement[] } | undefined {
  const own = child(holder, 'security');
  // An operation may have it of a trait.
  const traits = items(child(holder, 'traits')).flatMap((use) => followed(documents, use) ?? []);
  const node = own ?? traits.flatMap((trait) => child(trait, 'security') ?? []).at(-1);
  if (node === undefined) return undefined;
  if (!Array.isArray(node.value)) {
    complain(node, '"security" must be a list of security schemes');
    return undefined;
  }
  // Lists within it, of which all have to be satisfied, are none of 3.0.
  if (items(node).some(({ value }) => Array.isArray(value))) return undefined;
  const schemes = items(node).flatMap((use): SchemeRequirement[] => {
    const scheme = followed(documents, use);
    if (!isObjectNode(scheme)) return [];
    return [requirementOf(use, scheme)];
  });
  return schemes.length === 0 ? undefined : { node, schemes };
}

function requirementOf(use: Node, node: Node): SchemeRequirement {
  const reference = stringChild(use, '$ref')?.value;
  const pointer = reference === undefined ? undefined : toPointer(reference.replace(/^[^#]*#?/s, ''));
  const type = stringChild(node, 'type')?.value ?? 'unknown';
  const place = stringChild(node, 'in')?.value;
  const parameterName = stringChild(node, 'name')?.value;
  const httpScheme = stringChild(node, 'scheme')?.value.toLowerCase();
  // What stands in place has no name but what it asks for.
  const own = (type === 'httpApiKey' ? parameterName : type === 'http' ? httpScheme : undefined) ?? type;
  const name = (pointer === undefined ? undefined : pointerKeys(pointer).at(-1)) ?? own;
  const scheme: SecurityScheme = {
    node,
    use,
    name,
    type: typeOf(type),
    in: place === 'header' || place === 'query' || place === 'cookie' ? place : undefined,
    parameterName,
    httpScheme,
    flows: new Map(),
    openIdConnectUrl: undefined,
  };
  return { name, node: use, scopes: [], scheme };
}

/** What leaves no trace in a handshake is `unknown`: certificates, keys of messages, users of a broker. */
function typeOf(type: string): SecurityScheme['type'] {
  if (type === 'httpApiKey') return 'apiKey';
  return type === 'http' || type === 'oauth2' || type === 'openIdConnect' ? type : 'unknown';
}
