import type { Node } from '../document/document.ts';
import { child, isObjectNode, members, stringChild } from '../document/node.ts';
import type { Api } from '../openapi/model.ts';
import { unfoldedSize } from '../schema/size.ts';
import { isPair, pairBy, type Pair, type Side } from './pair.ts';

/** What a description keeps to be referred to. */
export interface Component {
  /** `schema`, `parameter`, `response`, … */
  readonly kind: string;
  readonly name: string;
  readonly node: Node;
}

/** Larger ones are not looked for under another name. */
const mostParts = 20_000;

const kinds3: Readonly<Record<string, string>> = {
  schemas: 'schema',
  responses: 'response',
  parameters: 'parameter',
  examples: 'example',
  requestBodies: 'request body',
  headers: 'header',
  links: 'link',
  callbacks: 'callback',
  pathItems: 'path item',
  mediaTypes: 'media type',
};

const kinds2: Readonly<Record<string, string>> = {
  definitions: 'schema',
  parameters: 'parameter',
  responses: 'response',
};

/**
 * Takes two versions; gives their components but security schemes, each once, by kind and name. One that went and one
 * that came and says the same are a pair: it was renamed.
 */
export function pairComponents({ before, after }: Pair<Api>): Side<Component>[] {
  const sides = pairBy(componentsOf(before), componentsOf(after), ({ kind, name }) => `${kind} ${name}`);
  const come = new Map<string, Component>();
  for (const { before: old, after: fresh } of sides) if (!old && fresh) come.set(contentKey(fresh), fresh);
  if (come.size === 0) return sides;
  const renamed = new Map<Component, Component>();
  for (const { before: old, after: fresh } of sides) {
    if (fresh || !old) continue;
    const key = contentKey(old);
    const target = come.get(key);
    if (target && come.delete(key)) renamed.set(old, target);
  }
  const targets = new Set(renamed.values());
  return sides.flatMap((side): Side<Component>[] => {
    if (isPair(side)) return [side];
    if (side.before === undefined) return targets.has(side.after) ? [] : [side];
    const target = renamed.get(side.before);
    return [target === undefined ? side : { before: side.before, after: target }];
  });
}

function componentsOf({ node, version }: Api): Component[] {
  const second = version === '2.0';
  const holder = second ? node : child(node, 'components');
  if (holder === undefined) return [];
  return Object.entries(second ? kinds2 : kinds3).flatMap(([key, kind]) =>
    members(child(holder, key)).flatMap(([name, each]): Component[] => {
      if (!isObjectNode(each) || (second && isInBody(each))) return [];
      return [{ kind, name, node: each }];
    }),
  );
}

/** Those are bodies in the versions after 2.0. */
function isInBody(node: Node): boolean {
  const place = stringChild(node, 'in')?.value;
  return place === 'body' || place === 'formData';
}

/** What a component says, whatever it is called, also where it refers to itself. */
function contentKey({ kind, name, node }: Component): string {
  if (unfoldedSize(node.value) > mostParts) return `${kind} ${name} ${node.document.uri}`;
  return `${kind} ${(JSON.stringify(node.value) ?? '').replaceAll(`/${name}"`, '/"')}`;
}
