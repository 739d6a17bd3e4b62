/**
 * Takes names as a config lists them, in which `*` stands for any text; gives a test for names that are among them.
 */
export function matchNames(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => false;
  const sources = patterns.map((pattern) =>
    pattern
      .split(/\*+/)
      .map((literal) => literal.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*'),
  );
  const expression = new RegExp(`^(?:${sources.join('|')})$`, 's');
  return (name) => expression.test(name);
}
