import { childrenOf, type Schema, type Shape } from './algebra.ts';
import { reachable, type Draft } from './draft.ts';
import { tokenOf } from './values.ts';

/**
 * `unevaluatedProperties` and `unevaluatedItems` (JSON Schema 2020-12 core, section 11) as ordinary atoms, where
 * what is evaluated can be read off `allOf` and `$ref`; opaque where it depends on which branch a value takes.
 * Gives nothing where everything is evaluated already.
 */
export function unevaluatedShapes(
  keyword: 'properties' | 'items',
  draft: Draft,
  rest: Schema,
  drafts: readonly Draft[],
): readonly Shape[] {
  const names = new Set<string>();
  const patterns: string[] = [];
  let from = 0;
  for (const part of reachable(draft)) {
    if (part !== draft && part.unevaluated[keyword] !== undefined) return [];
    for (const { shape } of part.own) {
      switch (shape.kind) {
        case 'anyOf':
        case 'oneOf':
        case 'if':
        case 'dependentSchema':
        case 'opaque':
          return [branching(keyword, draft, rest, drafts)];
        case 'contains':
          if (keyword === 'items') return [branching(keyword, draft, rest, drafts)];
          break;
        case 'property':
          names.add(shape.name);
          break;
        case 'patternProperty':
          patterns.push(shape.pattern);
          break;
        case 'additional':
          if (keyword === 'properties') return [];
          break;
        case 'prefixItem':
          from = Math.max(from, shape.index + 1);
          break;
        case 'restItems':
          if (keyword === 'items') return [];
          break;
        default:
      }
    }
  }
  return keyword === 'properties'
    ? [{ kind: 'additional', names, patterns, child: rest }]
    : [{ kind: 'restItems', from, child: rest }];
}

/** An opaque atom that equals another only where everything that could decide about it is written alike. */
function branching(keyword: string, draft: Draft, rest: Schema, drafts: readonly Draft[]): Shape {
  const position = new Set(reachable(draft));
  const children = new Set<Schema>([rest]);
  for (const part of position)
    for (const atom of part.own)
      if (appliesInPlace.has(atom.shape.kind))
        for (const one of childrenOf(atom)) {
          children.add(one);
          for (const under of reachable(drafts[one.id] ?? draft)) position.add(under);
        }
  const token = [...position].map((part) => tokenOf(part.schema.node)).join('\n');
  const reason = `unevaluated ${keyword} depend on which branch a value takes`;
  return { kind: 'opaque', reason, token, children: [...children] };
}

const appliesInPlace: ReadonlySet<Shape['kind']> = new Set([
  'anyOf',
  'oneOf',
  'if',
  'not',
  'dependentSchema',
  'contains',
]);
