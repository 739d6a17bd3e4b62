const token = /(\\[dws]|\\[^\w]|\[\^?(?:\\.|[^\]\\])+\]|[^\\[\](){}*+?|^$.]|\.)([*+?]|\{\d+(?:,\d*)?\})?/y;
const longest = 200;

/**
 * Takes a pattern; gives a text that it matches, where the pattern is a plain row of characters and classes;
 * undefined for all others, and where the row matches nothing that was tried.
 */
export function sampleOf(pattern: string): string | undefined {
  const from = pattern.startsWith('^') ? 1 : 0;
  const to = /[^\\]\$$/.test(pattern) ? pattern.length - 1 : pattern.length;
  let text = '';
  token.lastIndex = from;
  while (token.lastIndex < to) {
    const [, atom, repeat] = token.exec(pattern) ?? [];
    if (atom === undefined || text.length > longest) return undefined;
    const one = characterOf(atom);
    if (one === undefined) return undefined;
    const least = repeat === undefined || repeat === '+' ? 1 : Number(/\d+/.exec(repeat)?.[0] ?? 0);
    if (least > longest) return undefined;
    text += one.repeat(least);
  }
  try {
    return new RegExp(pattern, 'u').test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function characterOf(atom: string): string | undefined {
  if (atom === '\\d') return '0';
  if (atom === '\\w' || atom === '.') return 'a';
  if (atom === '\\s') return ' ';
  if (atom.startsWith('\\')) return atom.slice(1);
  if (!atom.startsWith('[')) return atom;
  // Of a class, its first member; of what is left out, something that seldom is.
  if (atom.startsWith('[^')) return '_';
  const member = atom.slice(1, atom[1] === '\\' ? 3 : 2);
  return member.startsWith('\\') ? characterOf(member) : member;
}
