import { locationOf } from '../findings/collect.ts';
import type { Finding, Related } from '../findings/finding.ts';
import type { LoadedApi } from '../openapi/load.ts';
import type { Operation } from '../openapi/model.ts';
import { operationName } from '../openapi/names.ts';
import { createReach, type Reach } from '../openapi/reach.ts';

/** Of a long chain of references, this many are named. */
const namedSteps = 6;

/**
 * Takes findings and the descriptions that they were made for; gives them with the operation that each stands in, and
 * where it stands in a definition that operations refer to, with how many do and by which references.
 */
export function tellReach(findings: readonly Finding[], apis: readonly LoadedApi[]): readonly Finding[] {
  if (findings.length === 0) return findings;
  const reaches = apis.map((api) => createReach(api));
  return findings.map((finding) => {
    const found = reaches.flatMap((reachOf) => reachOf(finding.location) ?? []);
    const [first] = found;
    if (first === undefined) return finding;
    const count = found.reduce((sum, reach) => sum + reach.count, 0);
    if (first.through.length === 0 && count === 1)
      return finding.operation ? finding : { ...finding, operation: operationName(first.nearest) };
    return { ...finding, related: [...(finding.related ?? []), ...relatedOf(first, count)] };
  });
}

function relatedOf({ nearest, through }: Reach, count: number): Related[] {
  const more = count === 1 ? '' : ` and ${count - 1} more ${count === 2 ? 'operation' : 'operations'}`;
  return [
    { message: `reached from ${nearest.key}${more}`, location: operationLocation(nearest) },
    ...through.slice(-namedSteps).map((node) => ({ message: byWayOf, location: locationOf(node) })),
  ];
}

function operationLocation({ node }: Operation): Related['location'] {
  return node.document.locate(node.pointer, 'key');
}

/** What is said of each reference on the way from an operation to a finding. */
const byWayOf = 'by way of this $ref';
