import { problem, text, type Reader } from '../document/reader.ts';

/** Takes what may be a host with its port; gives it as URLs have it, or undefined. */
export function hostNamed(value: string): string | undefined {
  if (!/^[^/?#@\\\s]+$/.test(value) || !URL.canParse(`https://${value}`)) return undefined;
  return new URL(`https://${value}`).host;
}

/** Reads a host. */
export const host: Reader<string> = {
  schema: { type: 'string', pattern: '^[^/?#@\\\\\\s]+$' },
  read(node, problems) {
    const value = text.read(node, problems);
    if (value === undefined) return undefined;
    const named = hostNamed(value);
    if (named === undefined)
      problems.push(
        problem(node, 'must be a host such as example.com or example.com:8443, without https://'),
      );
    return named;
  },
};
