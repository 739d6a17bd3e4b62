/** Takes a name in any casing; gives its words in small letters. */
export function wordsOf(name: string): string[] {
  return [...name.matchAll(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g)].map(([word]) => word.toLowerCase());
}

/** Plurals, and words for many, that do not end in s. */
const irregular: ReadonlySet<string> = new Set([
  ...[
    'people',
    'children',
    'men',
    'women',
    'feet',
    'teeth',
    'mice',
    'geese',
    'dice',
    'media',
    'data',
    'metadata',
  ],
  ...[
    'criteria',
    'indices',
    'equipment',
    'software',
    'hardware',
    'content',
    'feedback',
    'information',
    'staff',
  ],
  ...[
    'inventory',
    'history',
    'stuff',
    'fish',
    'sheep',
    'schemata',
    'phenomena',
    'bacteria',
    'alumni',
    'cacti',
    'fungi',
  ],
]);

/** Words that end in s and name one thing. */
const singular: ReadonlySet<string> = new Set([
  ...[
    'status',
    'address',
    'access',
    'process',
    'class',
    'bus',
    'campus',
    'bonus',
    'virus',
    'business',
    'basis',
  ],
  ...[
    'analysis',
    'alias',
    'canvas',
    'gas',
    'lens',
    'index',
    'progress',
    'success',
    'pass',
    'atlas',
    'census',
  ],
]);

/** Takes a name of several things or of one; gives whether its last word is an English plural, as far as that shows. */
export function isPlural(name: string): boolean {
  const last = wordsOf(name).findLast((word) => !/^\d+$/.test(word)) ?? '';
  return irregular.has(last) || (/s\d*$/.test(last) && !singular.has(last));
}

/** Takes a word; gives it with the indefinite article that its first letter asks for: `an integer`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}
