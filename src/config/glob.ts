/**
 * Takes a glob (`*` and `?` within a segment, `**` over segments, `{a,b}` for either); gives a test for paths with
 * `/`. A glob that names a folder also takes what is below it, and a backslash is a slash.
 */
export function matchGlob(glob: string): (path: string) => boolean {
  const slashed = glob.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
  const expression = new RegExp(`^${translate(slashed)}(?:/.*)?$`);
  return (path) => expression.test(path.replace(/^\.\//, ''));
}

function translate(glob: string): string {
  let source = '';
  let depth = 0;
  for (let index = 0; index < glob.length; index += 1) {
    const char = glob[index] ?? '';
    if (char === '*' && glob[index + 1] === '*') {
      const whole = glob[index + 2] === '/';
      source += whole ? '(?:[^/]*/)*' : '.*';
      index += whole ? 2 : 1;
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '{') {
      depth += 1;
      source += '(?:';
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      source += ')';
    } else if (char === ',' && depth > 0) source += '|';
    else source += char.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  }
  return source + ')'.repeat(depth);
}
