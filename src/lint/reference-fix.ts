import type { Documents } from '../document/documents.ts';
import type { Node } from '../document/document.ts';
import { replaceValue } from '../document/edit.ts';
import { certainOwnName } from '../document/nearest.ts';
import { isObject } from '../document/node.ts';
import { appendKey, parentPointer, pointerKeys, toPointer } from '../document/pointer.ts';
import type { Fix } from '../findings/finding.ts';
import { safeFix, unsafeFix } from './mend.ts';

/** Where one version of OpenAPI keeps what another keeps elsewhere. */
const sections: readonly (readonly [RegExp, string])[] = [
  [/^#\/(?:definitions|schemas|component\/schemas|components\/schema)\//, '#/components/schemas/'],
  [/^#\/(?:parameters|components\/parameter)\//, '#/components/parameters/'],
  [/^#\/(?:responses|components\/response)\//, '#/components/responses/'],
  [/^#\/(?:components\/)?schemas\//, '#/definitions/'],
  [/^#\/components\/parameters\//, '#/parameters/'],
  [/^#\/components\/responses\//, '#/responses/'],
];

/** As many names are compared, in all, to find out what references that lead nowhere were meant to name. */
const mostCompared = 500_000;

/**
 * Takes the references of a description that lead nowhere or in circles; gives what finds, for one of them, how it is
 * to be written where one other spelling leads somewhere.
 */
export function referenceFixes(
  documents: Documents,
  problems: readonly { readonly code: string; readonly node: Node }[],
): (problem: { readonly code: string; readonly node: Node }) => Fix | undefined {
  const counts = new Map<unknown, number>();
  let compared = 0;
  for (const { node } of problems) counts.set(node.value, (counts.get(node.value) ?? 0) + 1);
  return ({ code, node }) => {
    const { value } = node;
    if (code !== 'ref-unresolved' || typeof value !== 'string' || !node.pointer.endsWith('/$ref'))
      return undefined;
    const leads = (form: string | undefined) =>
      form !== undefined && documents.resolve(form, node).kind === 'found';
    const moved = otherForms(value).find(leads);
    if (moved !== undefined) return safeFix(`write "${moved}"`, replaceValue(node, moved));
    if (compared > mostCompared) return undefined;
    const spelt = respelt(documents, node, value, (names) => {
      compared += names;
    });
    if (spelt === undefined || !leads(spelt)) return undefined;
    // Where several say the same, it may be the definition whose name is misspelt.
    const fix = counts.get(value) === 1 ? safeFix : unsafeFix;
    return fix(`write "${spelt}"`, replaceValue(node, spelt));
  };
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

/** The reference with its last key, where only that is not there, spelt as the only one that it can have been meant to be. */
function respelt(
  documents: Documents,
  node: Node,
  reference: string,
  compares: (names: number) => void,
): string | undefined {
  const hash = reference.indexOf('#');
  const pointer = hash === -1 || reference.includes('%') ? undefined : toPointer(reference.slice(hash + 1));
  const above = pointer === undefined ? undefined : parentPointer(pointer);
  if (pointer === undefined || above === undefined) return undefined;
  const holder = documents.resolve(reference.slice(0, hash + 1) + above, node);
  const key = pointerKeys(pointer).at(-1);
  if (holder.kind === 'unresolved' || !isObject(holder.node.value) || key === undefined) return undefined;
  const names = Object.keys(holder.node.value);
  compares(names.length);
  const meant = certainOwnName(key, names);
  return meant === undefined ? undefined : reference.slice(0, hash + 1) + appendKey(above, meant);
}
