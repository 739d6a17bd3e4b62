import type { AcceptConfig } from '../../config/diff.ts';
import { isNamed, type Acceptance } from '../../diff/policy-accept.ts';
import { policyMetas } from '../../diff/policy-metas.ts';
import type { Pair } from '../../diff/pair.ts';
import type { Collector } from '../../findings/collect.ts';
import { fillMessage } from '../../findings/meta.ts';
import { operationHint } from '../operation-hint.ts';
import type { Api, Operation } from '../../openapi/model.ts';

/**
 * Takes the acceptances of a run with their entries in the config, those that covered a change, the day, the versions
 * compared and how many APIs the config has; reports at their lines those that ended and those that accept nothing.
 * Where several APIs share a config, an entry that names neither API nor operation may be another's, and is not judged.
 */
export function reportAcceptances(
  collector: Collector,
  acceptances: ReadonlyMap<Acceptance, AcceptConfig>,
  met: ReadonlySet<Acceptance>,
  today: string,
  versions: Pair<Api>,
  apis: number,
): void {
  for (const [acceptance, entry] of acceptances) {
    const { code, location, until } = entry;
    if (!met.has(acceptance)) {
      if (!isAbout(entry, versions, apis)) continue;
      const { unused } = policyMetas.acceptanceUnused.messages;
      const message = fillMessage(unused, { code, where: whereOf(entry, versions) });
      collector.add(policyMetas.acceptanceUnused, message, location);
    } else if (until < today) {
      const { expired } = policyMetas.acceptanceExpired.messages;
      collector.add(policyMetas.acceptanceExpired, fillMessage(expired, { code, until }), location);
    }
  }
}

function isAbout({ api, operation }: AcceptConfig, { before, after }: Pair<Api>, apis: number): boolean {
  if (api !== undefined || apis < 2) return true;
  if (operation === undefined) return false;
  const named = (one: Operation) => isNamed({ before: one, after: undefined }, operation);
  return [before, after].some(({ operations, webhooks }) => [...operations, ...webhooks].some(named));
}

function whereOf({ operation, pointer }: AcceptConfig, { before, after }: Pair<Api>): string {
  const hint = operation === undefined ? '' : operationHint([operation], [before, after]);
  const places = [
    ...(operation === undefined ? [] : [`in ${operation}${hint}`]),
    ...(pointer === undefined ? [] : [`at ${pointer}`]),
  ];
  return places.length === 0 ? 'here' : places.join(' ');
}
