/** A value with `${NAME}` filled in, and the secrets that it is made of. */
export interface Substituted {
  readonly value: unknown;
  /** Every value taken from the environment: none may appear in a report. */
  readonly secrets: readonly string[];
  /** Names that the environment does not have. */
  readonly missing: readonly string[];
}

/**
 * Takes plain data and an environment; gives it with every `${NAME}` in its texts replaced. `${NAME:-text}` falls
 * back to the text; `$$` before a brace stands for a dollar sign.
 */
export function substituteEnvironment(
  value: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Substituted {
  const secrets = new Set<string>();
  const missing = new Set<string>();
  const fill = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return fillText(part, environment, secrets, missing);
    if (typeof part !== 'object' || part === null || depth > 32) return part;
    if (Array.isArray(part)) return part.map((item) => fill(item, depth + 1));
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, fill(member, depth + 1)]));
  };
  const filled = fill(value, 0);
  return { value: filled, secrets: [...secrets], missing: [...missing] };
}

function fillText(
  source: string,
  environment: Readonly<Record<string, string | undefined>>,
  secrets: Set<string>,
  missing: Set<string>,
): string {
  return source.replace(
    /\$\$(?=\{)|\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
    (whole, name?: string, fallback?: string) => {
      if (name === undefined) return '$';
      const found = Object.hasOwn(environment, name) ? environment[name] : undefined;
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
