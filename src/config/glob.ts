import { wildcards } from '../document/wildcards.ts';

/**
 * Takes a glob (`*` and `?` within a segment, `**` over segments, `{a,b}` for either); gives a test for paths with
 * `/`. A glob that names a folder also takes what is below it, and a backslash is a slash.
 */
export function matchGlob(glob: string): (path: string) => boolean {
  const slashed = glob.replaceAll('\\', '/').replace(/^\.\//, '').replace(/\/$/, '');
  const pattern = wildcards();
  let depth = 0;
  for (let index = 0; index < slashed.length; index += 1) {
    const char = slashed[index] ?? '';
    if (char === '*' && slashed[index + 1] === '*') {
      const whole = slashed[index + 2] === '/';
      if (whole) pattern.folders();
      else pattern.all();
      index += whole ? 2 : 1;
    } else if (char === '*') pattern.some();
    else if (char === '?') pattern.one();
    else if (char === '{') {
      depth += 1;
      pattern.open();
    } else if (char === '}' && depth > 0) {
      depth -= 1;
      pattern.close();
    } else if (char === ',' && depth > 0) pattern.or();
    else pattern.literal(char);
  }
  const matches = pattern.test(true);
  return (path) => matches(path.replace(/^\.\//, ''));
}
