/** `e.g. “example.com.”`, `for example "a"`, `such as 'x'`: in quotes, so that nothing is taken for an example but one. */
const example =
  /(?:\be\.\s?g\.|\bfor (?:example|instance)|\bsuch as|\bexample:)[,:]?\s*(?:["“'`])([^"”'`\s]{1,200})["”'`]/i;

/** Takes a description; gives the example that it gives in words, undefined where there is none. */
export function exampleInWords(description: unknown): string | undefined {
  return typeof description === 'string' ? example.exec(description)?.[1] : undefined;
}
