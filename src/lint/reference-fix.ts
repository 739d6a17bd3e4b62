import type { Documents } from '../document/documents.ts';
import type { Node } from '../document/document.ts';
import { replaceValue } from '../document/edit.ts';
import { certainOwnName } from '../document/nearest.ts';
import { child, isObject } from '../document/node.ts';
import { appendKey, pointerKeys, rootPointer, toPointer } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import { safeFix } from './mend.ts';

/** Where one version of OpenAPI keeps what another keeps elsewhere. */
const sections: readonly (readonly [RegExp, string])[] = [
  [/^#\/(?:definitions|schemas|component\/schemas|components\/schema)\//, '#/components/schemas/'],
  [/^#\/(?:parameters|components\/parameter)\//, '#/components/parameters/'],
  [/^#\/(?:responses|components\/response)\//, '#/components/responses/'],
  [/^#\/(?:components\/)?schemas\//, '#/definitions/'],
  [/^#\/components\/parameters\//, '#/parameters/'],
  [/^#\/components\/responses\//, '#/responses/'],
];

/** Takes a `$ref` that leads nowhere; gives it corrected where one other spelling leads somewhere. */
export function referenceFix(documents: Documents, node: Node, code: string): Fix | undefined {
  const { value } = node;
  if (code !== 'ref-unresolved' || typeof value !== 'string' || !node.pointer.endsWith('/$ref'))
    return undefined;
  const meant = [...otherForms(value), respelt(documents, node, value)].find(
    (form) => form !== undefined && documents.resolve(form, node).kind === 'found',
  );
  return meant === undefined ? undefined : safeFix(`write "${meant}"`, replaceValue(node, meant));
}

function otherForms(reference: string): string[] {
  const pointer = /^#?\/?((?:components|definitions|parameters|responses)\/.*)$/.exec(reference)?.[1];
  const whole = pointer === undefined ? reference : `#/${pointer}`;
  const moved = sections
    .filter(([from]) => from.test(whole))
    .map(([from, to]) => whole.replace(from, () => to));
  const name = /^[\w-]+$/.test(reference)
    ? [`#/components/schemas/${reference}`, `#/definitions/${reference}`]
    : [];
  return [whole, ...moved, ...name].filter((form) => form !== reference);
}

/** The reference with each key that is not there spelt as the only one that it can have been meant to be. */
function respelt(documents: Documents, node: Node, reference: string): string | undefined {
  const hash = reference.indexOf('#');
  const pointer = hash === -1 || reference.includes('%') ? undefined : toPointer(reference.slice(hash + 1));
  const start = documents.resolve(reference.slice(0, hash + 1), node);
  if (pointer === undefined || start.kind === 'unresolved') return undefined;
  let at: Node | undefined = start.node;
  let spelt = rootPointer;
  for (const key of pointerKeys(pointer)) {
    if (at === undefined || !isObject(at.value)) return undefined;
    const found: string | undefined = Object.hasOwn(at.value, key)
      ? key
      : certainOwnName(key, Object.keys(at.value));
    if (found === undefined) return undefined;
    at = child(at, found);
    spelt = appendKey(spelt, found);
  }
  return reference.slice(0, hash + 1) + spelt;
}
