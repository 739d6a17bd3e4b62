const describing: ReadonlySet<string> = new Set([
  ...['title', 'description', 'example', 'examples', 'default', 'deprecated', 'externalDocs', 'xml'],
  ...['$comment', '$id', '$anchor', '$schema', 'contentEncoding', 'contentMediaType', 'contentSchema'],
]);

/** Takes a keyword of a schema; gives whether it only describes, and restricts no value in any direction. */
export function isAnnotation(keyword: string): boolean {
  return keyword.startsWith('x-') ? keyword !== 'x-nullable' : describing.has(keyword);
}
