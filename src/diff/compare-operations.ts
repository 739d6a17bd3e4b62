import type { MediaType, Operation, Parameter } from '../openapi/model.ts';
import type { Sender, Site } from './check.ts';
import { compareBodies, compareContents, compareResponse } from './compare-messages.ts';
import type { Comparison } from './comparison.ts';
import { isPair, newest, pairBy, type Pair, type Side } from './pair.ts';
import { comparable } from './pair-covered.ts';
import { pairParameters } from './pair-parameters.ts';
import { pairResponses } from './pair-responses.ts';
import { pairServers } from './pair-servers.ts';

/** Callbacks may have callbacks: nobody writes more than this many below each other, but a cycle would. */
const deepest = 4;

/** Takes operations, who sends their requests, and a comparison; hands over each and all that is in it. */
export function compareOperations(
  sides: readonly Side<Operation>[],
  sender: Sender,
  comparison: Comparison,
  depth = 0,
): void {
  for (const side of sides) {
    const site = (by: Sender, where: string): Site => ({ operation: side, sender: by, where });
    const own = site(sender, newest(side).key);
    comparison.each((visitor) => visitor.operation?.(side, own));
    if (!isPair(side)) continue;
    const { before, after } = side;
    const receiver: Sender = sender === 'consumer' ? 'provider' : 'consumer';
    comparison.part({
      kind: 'path item',
      where: `path ${after.path}`,
      before: before.pathItem,
      after: after.pathItem,
    });
    comparison.part({
      kind: 'operation',
      where: 'the operation',
      before: before.node,
      after: after.node,
      site: own,
    });
    compareServers(side, own, comparison);
    for (const parameter of pairParameters(side, ignoredBy(comparison)))
      compareParameter(parameter, site, sender, comparison);
    compareBodies(
      { before: before.requestBody, after: after.requestBody },
      site(sender, 'request body'),
      comparison,
    );
    const responses = pairResponses(before.responses.values(), after.responses.values());
    for (const { side: response, ...covering } of responses) {
      const at = site(receiver, `response ${newest(response).status}`);
      comparison.each((visitor) => visitor.response?.(response, at, covering));
    }
    for (const { narrower, ...pair } of comparable(responses))
      compareResponse(pair, site(receiver, `response ${narrower.status}`), comparison);
    if (depth >= deepest) continue;
    const callbacks = ({ callbacks: all }: Operation) => [...all.values()].flatMap((one) => one.operations);
    compareOperations(
      pairBy(callbacks(before), callbacks(after), ({ method, path }) => `${method} ${path}`),
      receiver,
      comparison,
      depth + 1,
    );
  }
}

/** Servers of the root are compared there; an operation's only where it has its own in one of the versions. */
function compareServers(
  { before, after }: Pair<Operation>,
  site: Site,
  { versions, each }: Comparison,
): void {
  const inherits = before.servers === versions.before.servers && after.servers === versions.after.servers;
  if (inherits) return;
  for (const side of pairServers(before.servers, after.servers))
    each((visitor) => visitor.server?.(side, { site }));
}

function compareParameter(
  parameter: Side<Parameter>,
  site: (sender: Sender, where: string) => Site,
  sender: Sender,
  comparison: Comparison,
): void {
  const { in: place, name } = newest(parameter);
  const at = site(sender, `${place} parameter "${name}"`);
  comparison.each((visitor) => visitor.parameter?.(parameter, at));
  if (!isPair(parameter)) return;
  const { before, after } = parameter;
  comparison.part({
    kind: 'parameter',
    where: at.where,
    before: before.node,
    after: after.node,
    site: at,
    examples: () => ({ before: before.examples, after: after.examples }),
  });
  comparison.schemas(parameter, { ...at, text: true });
  const contents = { before: contentOf(before), after: contentOf(after) };
  if (before.content && after.content) compareContents(contents, at, comparison);
}

function contentOf({ content }: Parameter): ReadonlyMap<string, MediaType> {
  return new Map(content ? [[content.range, content]] : []);
}

const negotiated: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** Parameter Object, `name`: since 3.0 these are no parameters, whatever a description says of them. */
function ignoredBy({ versions }: Comparison): (parameter: Parameter) => boolean {
  const second = versions.before.version === '2.0' && versions.after.version === '2.0';
  return ({ in: place, name }) => !second && place === 'header' && negotiated.has(name.toLowerCase());
}
