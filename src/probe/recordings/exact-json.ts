/** Takes a text of JSON; gives its value where it is the same text once it is written again: numbers beyond what a double
 * holds are not. */
export function exactJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const bare = (json: string): string => json.replace(/\s+/g, '');
    return bare(JSON.stringify(value)) === bare(text) ? { value } : undefined;
  } catch {
    return undefined;
  }
}
