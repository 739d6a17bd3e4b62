import type { Node } from '../document/document.ts';
import type { JsonObject } from '../document/node.ts';
import { exactValue, holdsExact } from './exact.ts';
import { formats } from './formats.ts';
import type { Patterns } from './patterns.ts';
import { Unjudgeable } from './unjudgeable.ts';

/** A converted schema while it is being made. */
export type Draft = Record<string, unknown>;

/** Limits of numbers beyond 2^53, by keyword. */
export type ExactLimits = ReadonlyMap<string, bigint>;

/** Takes a pattern and its place; makes it known. Throws `Unjudgeable` where it is no regular expression. */
export function declarePattern(patterns: Patterns, pattern: string, at: Node): void {
  const mistake = patterns.declare(pattern, at);
  if (mistake !== undefined) throw new Unjudgeable(at, mistake);
}

/**
 * Takes a keyword that looks at a value and not into it (JSON Schema 2020-12 Validation section 6), its value, whose
 * shape was checked, and the schema that holds it; adds it to the draft, and to `names` where it is called otherwise
 * there. `hidden` are the properties that leave the schema in its direction.
 */
export function assertion(
  keyword: string,
  at: Node,
  holder: JsonObject,
  draft: Draft,
  names: Map<string, string>,
  hidden: ReadonlySet<string> | undefined,
  patterns: Patterns,
): void {
  const { value } = at;
  switch (keyword) {
    case 'pattern':
      declarePattern(patterns, value as string, at);
      draft['pattern'] = value;
      break;
    case 'format':
      if (formats.get(value as string)?.accepts) draft['format'] = value;
      break;
    case 'enum':
    case 'const': {
      const exact = exactValue(value, at);
      const values = keyword === 'const' ? [value] : (value as readonly unknown[]);
      // Ajv refuses an empty enum, which accepts nothing.
      if (values.length === 0) draft[names.set('nothing', 'enum') && 'nothing'] = true;
      else if (!holdsExact(exact) && values.every((item) => typeof item !== 'object' || item === null))
        draft[keyword] = value;
      else draft[keyword === 'enum' ? 'structuredEnum' : 'structuredConst'] = () => exact;
      break;
    }
    case 'maximum':
    case 'minimum': {
      const exclusive = keyword === 'maximum' ? 'exclusiveMaximum' : 'exclusiveMinimum';
      if (holder[exclusive] === true) limit(draft, names.set(exclusive, keyword) && exclusive, at);
      else limit(draft, keyword, at);
      break;
    }
    case 'exclusiveMaximum':
    case 'exclusiveMinimum':
      if (typeof value === 'number') limit(draft, keyword, at);
      break;
    case 'multipleOf':
      limit(draft, keyword, at);
      break;
    case 'required': {
      const required = (value as string[]).filter((name) => !hidden?.has(name));
      if (required.length > 0) draft['required'] = [...new Set(required)];
      break;
    }
    case 'uniqueItems':
      if (value === true) draft['uniqueItems'] = true;
      break;

    case 'minContains':
    case 'maxContains':
      // Read with `contains`.
      break;
    default:
      draft[keyword] = value;
  }
}

/** A limit that a double rounds is kept as it is written, and held against values apart. */
function limit(draft: Draft, keyword: string, at: Node): void {
  const exact = exactValue(at.value, at);
  if (typeof exact !== 'bigint') {
    draft[keyword] = at.value;
    return;
  }
  const others = draft['exactLimits'] as (() => ExactLimits) | undefined;
  const limits = new Map([...(others?.() ?? []), [keyword, exact]]);
  draft['exactLimits'] = () => limits;
}
