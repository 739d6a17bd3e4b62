/**
 * Takes a pattern (ECMA-262); gives how it leaves open where the text begins and ends: `open` where it says nothing of
 * either, `sides` where of its alternatives the first alone says where the text begins and the last alone where it
 * ends. Undefined where some end is said on purpose, and where groups or lookaround may say it.
 */
export function unanchored(pattern: string): 'open' | 'sides' | undefined {
  const branches = alternatives(pattern);
  const [first = ''] = branches;
  const last = branches.at(-1) ?? '';
  if (branches.length > 1 && first.startsWith('^') && endsHere(last)) {
    const between = [first.slice(1), ...branches.slice(1, -1), last.slice(0, -1)];
    return between.some((branch) => branch.startsWith('^') || endsHere(branch)) ? undefined : 'sides';
  }
  // That a text holds something at all is a way to say that it is not blank.
  if (pattern === '' || /^(?:\\S|\[\^(?:\\s| )\])\+?$/.test(pattern)) return undefined;
  return /[\^$]|\\b|\(\?[=!<]|^\.[*+]|\.[*+]$/i.test(bare(pattern)) ? undefined : 'open';
}

function endsHere(branch: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\$$/.test(branch);
}

/** A pattern without its classes and escaped signs, where `^` and `$` mean themselves. */
function bare(pattern: string): string {
  return pattern.replace(/\\[^b]|\[(?:\\.|[^\]\\])*\]/gs, 'x');
}

/** The alternatives of a pattern that are in no group. */
function alternatives(pattern: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let isClass = false;
  let start = 0;
  for (let index = 0; index < pattern.length; index++) {
    const sign = pattern[index];
    if (sign === '\\') index++;
    else if (isClass) isClass = sign !== ']';
    else if (sign === '[') isClass = true;
    else if (sign === '(') depth++;
    else if (sign === ')') depth--;
    else if (sign === '|' && depth === 0) {
      found.push(pattern.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, pattern.slice(start)];
}
