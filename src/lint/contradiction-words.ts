import { textOf } from '../document/node.ts';
import type { Atom } from '../schema/solver/algebra.ts';
import type { Conflict } from '../schema/solver/conflict.ts';
import * as kinds from '../schema/solver/kinds.ts';

const nouns: readonly (readonly [kinds.Kinds, string])[] = [
  [kinds.strings, 'string'],
  [kinds.integers, 'integer'],
  [kinds.fractions | kinds.integers, 'number'],
  [kinds.arrays, 'array'],
  [kinds.objects, 'object'],
  [kinds.booleans, 'boolean'],
];

/** Takes constraints that no value meets together; gives the words for that: `no string fits both … and …`. */
export function wordsFor({ atoms, path }: Conflict): string {
  const said = atoms.filter(({ shape }) => shape.kind !== 'types');
  const telling = said.length > 0 ? said : atoms;
  const where = path.length === 0 ? '' : `, as the required "${shownPath(path)}" has to`;
  const [first] = telling;
  const alone =
    telling.length === 1 && first ? aloneWords(first, nounOf(atoms), atoms.length > 1) : undefined;
  return (alone ?? `no ${nounOf(atoms)} fits ${listed(telling.map(wordsOf))}`) + where;
}

/** What a single constraint, perhaps beside a type, asks that nothing can be. */
function aloneWords({ shape, keyword }: Atom, noun: string, typed: boolean): string | undefined {
  if (keyword === 'discriminator') return 'no alternative allows the tag that the discriminator picks it by';
  switch (shape.kind) {
    case 'oneOf':
    case 'anyOf':
      if (typed) return `none of these alternatives allows the type ${noun}`;
      return shape.kind === 'anyOf'
        ? 'none of these alternatives can be met'
        : 'no value matches exactly one of these alternatives: what fits one fits another';
    case 'pattern':
      return `no string matches this pattern: ${misplaced(shape.source)}`;
    case 'not':
      return `not rules out every ${noun}`;
    case 'if':
      return `no ${noun} gets through if, then and else`;
    default:
      return undefined;
  }
}

function misplaced(source: string): string {
  if (/^\/.+\/[a-z]*$/s.test(source)) return 'the slashes around it are taken for characters';
  // An escape or a class is one character here; `\\b` is none.
  const plain = source.replace(/\\[bB]/g, '').replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, 'x');
  if (!/\||\(\?/.test(plain)) {
    if (/\$[()]*[^$^()*+?{](?![*?{])/.test(plain)) return 'nothing comes after the end, which $ stands for';
    if (/[^$^()*+?{}][()+]*\^/.test(plain)) return 'nothing comes before the beginning, which ^ stands for';
  }
  return 'its parts contradict each other';
}

function nounOf(atoms: readonly Atom[]): string {
  let left = kinds.anything;
  for (const { shape } of atoms) if (shape.kind === 'types') left &= shape.kinds;
  return nouns.find(([kind]) => kind === left)?.[1] ?? 'value';
}

function wordsOf({ shape, keyword, place }: Atom): string {
  switch (shape.kind) {
    case 'types':
      return `type ${[place.value].flat().map(textOf).join(' or ')}`;
    case 'enum': {
      const values = shape.values.map((value) => JSON.stringify(value));
      const shown = values.slice(0, 3).join(', ') + (values.length > 3 ? ', …' : '');
      return keyword === 'const' ? `const ${shown}` : `enum [${shown}]`;
    }
    case 'pattern':
      return `pattern ${JSON.stringify(shape.source)}`;
    case 'format':
      return `format ${shape.name}`;
    case 'bound':
    case 'length':
    case 'itemCount':
    case 'propertyCount':
      return `${keyword} ${shape.limit}`;
    case 'multipleOf':
      return `multipleOf ${shape.divisor}`;
    case 'required':
      return keyword === 'discriminator' ? `the tag "${shape.name}"` : `required "${shape.name}"`;
    case 'property':
      return `property "${shape.name}"`;
    case 'additional':
      return place.value === false ? `${keyword}: false` : keyword;
    default:
      return keyword;
  }
}

function listed(words: readonly string[]): string {
  const [last = ''] = words.slice(-1);
  if (words.length < 2) return last;
  if (words.length === 2) return `both ${words.join(' and ')}`;
  return `${words.slice(0, -1).join(', ')} and ${last} together`;
}

function shownPath(path: readonly string[]): string {
  return path
    .map((key) => (key === '0' ? '[]' : key))
    .join('.')
    .replaceAll('.[]', '[]');
}
