import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items, syntheticNode } from '../../document/node.ts';
import type { Field } from '../exchange.ts';
import type { Complain } from './fields.ts';
import type { PostmanAuth } from './postman-auth.ts';
import { postmanBody } from './postman-body.ts';
import { postmanFields, postmanHeaders } from './postman-fields.ts';
import { fillBraces } from './postman-variables.ts';
import type { RecordedRequest, Variable } from './recording.ts';

/**
 * Takes the node of a request, which may be its URL alone, what its authentication adds, and the variables of its
 * folders; gives it, undefined where it has no URL. A host that is a variable without a value is left out of it.
 */
export function postmanRequest(
  node: Node,
  auth: PostmanAuth,
  variables: ReadonlyMap<string, Variable>,
  complain: Complain,
): RecordedRequest | undefined {
  const written = isObjectNode(node) ? child(node, 'url') : node;
  const target = written && readUrl(written, variables);
  if (target === undefined) {
    complain(written ?? node, 'a request must have a URL');
    return undefined;
  }
  const method = isObjectNode(node) ? child(node, 'method')?.value : undefined;
  const own = isObjectNode(node) ? postmanHeaders(child(node, 'header')) : [];
  const { headers, body, bodyLeftOut } = postmanBody(
    isObjectNode(node) ? child(node, 'body') : undefined,
    own,
    complain,
  );
  const added = auth.headers.filter(
    ({ name }) => !headers.some((field) => field.name.toLowerCase() === name.toLowerCase()),
  );
  const places = isObjectNode(written) ? postmanFields(child(written, 'query')) : [];
  return {
    node,
    method: typeof method === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(method) ? method.toUpperCase() : 'GET',
    target,
    query: auth.query.filter(({ name }) => !places.some((field) => field.name === name)),
    queryPlaces: places,
    headers: [...headers, ...added],
    body,
    bodyLeftOut,
  };
}

function readUrl(node: Node, variables: ReadonlyMap<string, Variable>): Node<string> | undefined {
  const raw = isObjectNode(node) ? child(node, 'raw') : node;
  const text = typeof raw?.value === 'string' ? raw.value : joined(node);
  if (text === undefined || text.trim() === '') return undefined;
  const named = isObjectNode(node) ? postmanFields(child(node, 'variable')) : [];
  const filled = fillBraces(withPathVariables(text.trim(), named), variables);
  // What is left of a host that only an environment knows says nothing.
  const below = filled.replace(/^(https?:\/\/)?\{\{[^{}]*\}\}(:\d+)?(?=[/?#]|$)/i, '');
  const whole = /^(https?:\/\/|\/|\?|$)/i.test(below) ? below : `http://${below}`;
  return syntheticNode(whole === '' || whole.startsWith('?') ? `/${whole}` : whole, raw ?? node);
}

/** `/titles/:id` with what is given for `id`; without anything, a variable of that name. */
function withPathVariables(url: string, named: readonly Field[]): string {
  const mark = url.search(/[?#]/);
  const path = mark === -1 ? url : url.slice(0, mark);
  const values = new Map(named.map(({ name, value }) => [name, value]));
  return (
    path.replace(/(?<=\/):([A-Za-z_][\w-]*)(?=[/.]|$)/g, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined && !values.has(name)) return `{{${name}}}`;
      return value === undefined || value === '' ? `{{${name}}}` : value;
    }) + (mark === -1 ? '' : url.slice(mark))
  );
}

function joined(node: Node): string | undefined {
  const texts = (name: string): string[] =>
    items(child(node, name)).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const host = texts('host').join('.');
  const path = texts('path').join('/');
  if (host === '' && path === '') return undefined;
  const query = postmanFields(child(node, 'query')).map(({ name, value }) => `${name}=${value}`);
  const protocol = child(node, 'protocol')?.value;
  const scheme =
    host === '' || host.startsWith('{{') ? '' : `${typeof protocol === 'string' ? protocol : 'http'}://`;
  return `${scheme}${host}/${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}
