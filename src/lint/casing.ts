import { wordsOf } from './words.ts';

/** Ways to write several words as one name, by the names that other linters have for them. */
export const casings = ['flat', 'camel', 'pascal', 'snake', 'macro', 'kebab', 'cobol', 'train'] as const;
export type Casing = (typeof casings)[number];

interface Style {
  /** As it is called in messages, in its own way. */
  readonly label: string;
  readonly pattern: RegExp;
  readonly join: (words: readonly string[]) => string;
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const pascal = (words: readonly string[]) => words.map(capital).join('');

/** A run of capitals is a word in `camel`, `pascal` and `train`: `userID`, `HTTPError`, `WWW-Authenticate`. */
const styles: Readonly<Record<Casing, Style>> = {
  flat: { label: 'flatcase', pattern: /^[a-z0-9]+$/, join: (words) => words.join('') },
  camel: {
    label: 'camelCase',
    pattern: /^[a-z0-9][a-zA-Z0-9]*$/,
    join: ([first = '', ...rest]) => first + pascal(rest),
  },
  pascal: { label: 'PascalCase', pattern: /^[A-Z0-9][a-zA-Z0-9]*$/, join: pascal },
  snake: { label: 'snake_case', pattern: /^[a-z0-9]+(?:_[a-z0-9]+)*$/, join: (words) => words.join('_') },
  macro: {
    label: 'MACRO_CASE',
    pattern: /^[A-Z0-9]+(?:_[A-Z0-9]+)*$/,
    join: (words) => words.join('_').toUpperCase(),
  },
  kebab: { label: 'kebab-case', pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, join: (words) => words.join('-') },
  cobol: {
    label: 'COBOL-CASE',
    pattern: /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/,
    join: (words) => words.join('-').toUpperCase(),
  },
  train: {
    label: 'Train-Case',
    pattern: /^[A-Z0-9][a-zA-Z0-9]*(?:-[A-Z0-9][a-zA-Z0-9]*)*$/,
    join: (words) => words.map(capital).join('-'),
  },
};

/** Takes a casing; gives what people call it, written in it. */
export function casingLabel(casing: Casing): string {
  return styles[casing].label;
}

/**
 * Takes a name and a casing; gives whether the name is written so. Of a name with other characters in it
 * (`filter[created_at]`, `users.list`), each part has to be; signs around a part (`_links`, `$top`) do not count.
 */
export function fitsCasing(name: string, casing: Casing): boolean {
  return partsOf(name).every((part) => styles[casing].pattern.test(part));
}

/** Takes a name; gives whether a casing can be told of it at all: `1.5` and `größe` are written in none. */
export function hasCasing(name: string): boolean {
  return /[a-z]/i.test(name) && !/[^\p{ASCII}]/u.test(name);
}

/** Takes a name and a casing; gives the name written so, or undefined where only a person can say. */
export function inCasing(name: string, casing: Casing): string | undefined {
  if (/[^A-Za-z0-9_-]/.test(name)) return undefined;
  const words = wordsOf(name);
  const written = styles[casing].join(words);
  return written !== name && fitsCasing(written, casing) ? written : undefined;
}

function partsOf(name: string): string[] {
  return name
    .split(/[^A-Za-z0-9_-]+/)
    .map((part) => part.replace(/^[_-]+|[_-]+$/g, ''))
    .filter((part) => part !== '');
}
