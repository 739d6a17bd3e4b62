import { child } from '../../document/node.ts';
import { pointerKeys, toPointer } from '../../document/pointer.ts';
import type { Api, Link } from '../../openapi/model.ts';
import { templateShape } from '../../openapi/template.ts';
import { defineDiffCheck } from '../check.ts';
import { isPair, type Pair } from '../pair.ts';
import { sameValue } from '../same-value.ts';

export default defineDiffCheck({
  code: 'link-changed',
  severity: 'warning',
  summary: 'Keep where a link leads, and what it sends there.',
  why: 'Clients that follow it call another operation, or the same one with other values.',
  fix: 'Give the new link a name of its own, and keep the old one.',
  section: 'Link Object',
  messages: {
    target: '{where} now leads to {is}, led to {was}',
    parameters: '{where} now sends other parameters: {names}',
    body: '{where} now sends another request body',
    server: '{where} now leads to another server',
  },
  create(report) {
    let versions: Pair<Api> | undefined;
    return {
      api(pair) {
        versions = pair;
      },
      link(side, site) {
        if (!isPair(side) || !versions) return;
        const { before, after } = side;
        const { where } = site;
        const place = { before: before.node, after: after.node, effect: 'policy', site } as const;
        const was = targetOf(before, versions.before);
        const is = targetOf(after, versions.after);
        if (templateShape(was) !== templateShape(is))
          report({ message: 'target', params: { where, was, is }, ...place });
        const names = differing(before.parameters, after.parameters);
        if (names.length > 0)
          report({ message: 'parameters', params: { where, names: names.join(', ') }, ...place });
        if (!sameValue(before.requestBody?.value, after.requestBody?.value))
          report({ message: 'body', params: { where }, ...place });
        if (url(before) !== url(after)) report({ message: 'server', params: { where }, ...place });
      },
    };
  },
});

/** The operation that a link leads to, by method and path however it names it; else the name that it gives. */
function targetOf({ operationId, operationRef }: Link, { operations, webhooks }: Api): string {
  if (operationId) {
    const found = [...operations, ...webhooks].find(({ id }) => id?.value === operationId.value);
    return found?.key ?? operationId.value;
  }
  const reference = operationRef?.value ?? 'nothing';
  const pointer = reference.startsWith('#') ? toPointer(decoded(reference.slice(1))) : undefined;
  const [paths, path, method] = pointer === undefined ? [] : pointerKeys(pointer);
  if (paths !== 'paths' || path === undefined || method === undefined) return reference;
  return `${method.toUpperCase()} ${path}`;
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function differing(before: Link['parameters'], after: Link['parameters']): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !sameValue(before.get(name)?.value, after.get(name)?.value));
}

function url({ node }: Link): unknown {
  const server = child(node, 'server');
  return server && child(server, 'url')?.value;
}
