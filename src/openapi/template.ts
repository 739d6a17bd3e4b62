/** Takes a path or URL template; gives the names in its braces, in order (OpenAPI 3.1.1, path templating). */
export function templateNames(template: string): string[] {
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/** Takes a path template; gives it without its names: what two templates share when they match the same requests. */
export function templateShape(template: string): string {
  return template.replace(/\{[^{}]*\}/g, '{}');
}
