/** As far as a root key is looked for: descriptions begin with theirs, or at least have it before a screenful. */
const sniffed = 200_000;

/**
 * Takes a text; tells, without parsing it, whether it looks like an OpenAPI description: an `openapi` or `swagger`
 * key at its root, in YAML or JSON.
 */
export function looksLikeOpenApi(text: string): boolean {
  const start = text.slice(0, sniffed);
  if (/^\uFEFF?\s*\{/.test(start)) return jsonRootKey(start);
  const key =
    /^\uFEFF?([ \t]*)(?:openapi|swagger|"openapi"|"swagger"|'openapi'|'swagger')[ \t]*:(?=\s|$)/m.exec(start);
  if (key === null) return false;
  // At the root: nothing before it stands further left, and it is not in a fence of Markdown.
  const indent = key[1]?.length ?? 0;
  const before = start.slice(0, key.index).replace(/^\uFEFF/, '');
  if (/^[ \t]{0,3}(```|~~~)/m.test(before) && indent <= 3) return false;
  return !before.split('\n').some((line) => /^[ \t]*[^\s#%-]/.test(line) && line.search(/\S/) < indent);
}

function jsonRootKey(text: string): boolean {
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/gs;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found, string, colon] = match;
    if (found === '{' || found === '[') depth++;
    else if (found === '}' || found === ']') depth--;
    else if (depth === 1 && colon !== undefined && (string === 'openapi' || string === 'swagger'))
      return true;
  }
  return false;
}
