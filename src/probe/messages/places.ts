import type { Location, Node } from '../../document/document.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { Body } from '../exchange.ts';
import type { Stretch } from './layout.ts';

/** Where in a body a finding is: by pointer into its value, or as a stretch of its text. */
export type BodyPlace =
  | { readonly kind: 'pointer'; readonly pointer: Pointer }
  | { readonly kind: 'stretch'; readonly stretch: Stretch };

/** Takes a node; gives its place as reports name it. */
export function placeOf({ document, pointer }: Node): string {
  return `${document.uri}#${document.within ?? ''}${pointer}`;
}

/** Takes a body and a place in the text of the recording or answer; gives where in the body it is, if it is there. */
export function placeInBody({ node, data }: Body, location: Location): BodyPlace | undefined {
  const { document } = node;
  if (document.uri !== location.uri) return undefined;
  const own = `${document.within ?? ''}${node.pointer}`;
  if (data) {
    const isBelow = location.pointer === own || location.pointer.startsWith(`${own}/`);
    return isBelow ? { kind: 'pointer', pointer: location.pointer.slice(own.length) as Pointer } : undefined;
  }
  if (/^(live|delivery):/.test(document.uri)) {
    const { start } = document.span(node.pointer);
    const stretch = stretchOf(document.text, location);
    return stretch[0] >= start && location.range.end.line > 0 && stretch[1] > stretch[0]
      ? { kind: 'stretch', stretch: [stretch[0] - start, stretch[1] - start] }
      : undefined;
  }
  if (location.pointer !== own || typeof node.value !== 'string' || document.format !== 'json')
    return undefined;
  return withinString(node as Node<string>, location);
}

function stretchOf(text: string, { range: { start, end } }: Location): Stretch {
  const offset = (line: number, column: number): number => {
    let at = 0;
    for (let left = line - 1; left > 0; left -= 1) {
      const next = text.indexOf('\n', at);
      if (next === -1) break;
      at = next + 1;
    }
    return at + column - 1;
  };
  return [offset(start.line, start.column), offset(end.line, end.column)];
}

/** A body that is written as a string of JSON has escapes in it. */
function withinString(node: Node<string>, { range }: Location): BodyPlace | undefined {
  const { document, pointer } = node;
  const whole = document.locate(pointer).range;
  const { start, end } = document.span(pointer);
  const literal = document.text.slice(start, end);
  const from = range.start.column - whole.start.column;
  const to = range.end.column - whole.start.column;
  // All of it: nothing within it is meant.
  if (range.start.line !== whole.start.line || from < 1 || to <= from || literal === '') return undefined;
  return { kind: 'stretch', stretch: [unitsBefore(literal, from), unitsBefore(literal, to)] };
}

/** How many units of a string's value its literal has before an offset. */
function unitsBefore(literal: string, offset: number): number {
  let units = 0;
  for (let at = 1; at < offset && at < literal.length - 1; units += 1) {
    if (literal.charCodeAt(at) !== 0x5c) at += 1;
    else at += literal.charCodeAt(at + 1) === 0x75 ? 6 : 2;
  }
  return units;
}
