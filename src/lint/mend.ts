import type { Node } from '../document/document.ts';
import { quoteValue, replaceValue, type Edits } from '../document/edit.ts';
import type { TextEdit } from '../document/edit-text.ts';
import type { Fix } from '../findings/finding.ts';

/**
 * Takes what is to be done, in words that tell a person to do it, and the edits that do it; gives the fix, undefined
 * where one of them cannot be made or they stand in each other's way. Safe is what leaves the document saying what its
 * author evidently meant.
 */
export function safeFix(description: string, ...parts: readonly Edits[]): Fix | undefined {
  return fixOf(description, true, parts);
}

/** As `safeFix`, of what a person should look at first: it is shown, and never made. */
export function unsafeFix(description: string, ...parts: readonly Edits[]): Fix | undefined {
  return fixOf(description, false, parts);
}

/**
 * Takes a value and the types that it may have; gives how to write it in its type, where it is a text that reads as one
 * or something that was meant as text.
 */
export function retyped(node: Node, types: readonly unknown[]): Fix | undefined {
  const { value } = node;
  if (typeof value === 'number' || typeof value === 'boolean')
    return types.includes('string') ? safeFix('put it in quotes', quoteValue(node)) : undefined;
  if (typeof value !== 'string') return undefined;
  if (types.includes('boolean') && /^(?:true|false)$/.test(value))
    return safeFix(`write ${value} without quotes`, replaceValue(node, value === 'true'));
  const number = Number(value);
  const fits = types.includes('number') || (types.includes('integer') && Number.isSafeInteger(number));
  if (!fits || String(number) !== value || !Number.isFinite(number)) return undefined;
  return safeFix(`write ${value} without quotes`, replaceValue(node, number));
}

function fixOf(description: string, safe: boolean, parts: readonly Edits[]): Fix | undefined {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (part === undefined) return undefined;
    edits.push(...part);
  }
  edits.sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.start - b.start || a.end - b.end));
  const crossed = edits.some((edit, index) => {
    const before = edits[index - 1];
    return before !== undefined && before.uri === edit.uri && before.end > edit.start;
  });
  return edits.length === 0 || crossed ? undefined : { description, edits, safe };
}
