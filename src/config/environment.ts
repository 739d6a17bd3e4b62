/** A value with `${NAME}` filled in, and the secrets that it is made of. */
export interface Substituted {
  readonly value: unknown;
  /** Every value taken from the environment or a file: none may appear in a report. */
  readonly secrets: readonly string[];
  /** Names that the environment does not have, and files that could not be read, as `file:PATH`. */
  readonly missing: readonly string[];
}

/**
 * Takes plain data, an environment, and what reads a secret file (undefined where it cannot be read); gives the data
 * with every `${NAME}` and `${file:PATH}` in its texts replaced. `${NAME:-text}` falls back to the text; `$$` before a
 * brace stands for a dollar sign.
 */
export function substituteEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  readSecret: (path: string) => string | undefined = () => undefined,
): Substituted {
  const secrets = new Set<string>();
  const missing = new Set<string>();
  const lookUp = (name: string): string | undefined =>
    name.startsWith('file:')
      ? readSecret(name.slice('file:'.length))
      : Object.hasOwn(environment, name)
        ? environment[name]
        : undefined;
  const fill = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return fillText(part, lookUp, secrets, missing);
    if (typeof part !== 'object' || part === null || depth > 32) return part;
    if (Array.isArray(part)) return part.map((item) => fill(item, depth + 1));
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, fill(member, depth + 1)]));
  };
  const filled = fill(value, 0);
  return { value: filled, secrets: [...secrets], missing: [...missing] };
}

function fillText(
  source: string,
  lookUp: (name: string) => string | undefined,
  secrets: Set<string>,
  missing: Set<string>,
): string {
  return source.replace(
    /\$\$(?=\{)|\$\{(file:[^}]+|[A-Za-z_]\w*)(?::-([^}]*))?\}/g,
    (whole, name?: string, fallback?: string) => {
      if (name === undefined) return '$';
      const found = lookUp(name);
      if (found !== undefined && found !== '') {
        secrets.add(found);
        return found;
      }
      if (fallback !== undefined) return fallback;
      missing.add(name);
      return whole;
    },
  );
}
