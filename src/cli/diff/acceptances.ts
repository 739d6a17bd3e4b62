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
 * compared and, where several APIs share the config, what opens the others (undefined where one cannot be); reports at
 * their lines those that ended and those that accept nothing. What may be about another API is not judged: an entry
 * that names neither API nor operation, or an operation of another.
 */
export async function reportAcceptances(
  collector: Collector,
  acceptances: ReadonlyMap<Acceptance, AcceptConfig>,
  met: ReadonlySet<Acceptance>,
  today: string,
  versions: Pair<Api>,
  others: (() => Promise<readonly Api[] | undefined>) | undefined,
): Promise<void> {
  for (const [acceptance, entry] of acceptances) {
    const { code, location, until } = entry;
    if (!met.has(acceptance)) {
      if (!(await isAbout(entry, versions, others))) continue;
      const { unused } = policyMetas.acceptanceUnused.messages;
      const message = fillMessage(unused, { code, where: whereOf(entry, versions) });
      collector.add(policyMetas.acceptanceUnused, message, location);
    } else if (until < today) {
      const { expired } = policyMetas.acceptanceExpired.messages;
      collector.add(policyMetas.acceptanceExpired, fillMessage(expired, { code, until }), location);
    }
  }
}

async function isAbout(
  { api, operation }: AcceptConfig,
  { before, after }: Pair<Api>,
  others: (() => Promise<readonly Api[] | undefined>) | undefined,
): Promise<boolean> {
  if (api !== undefined || others === undefined) return true;
  if (operation === undefined) return false;
  if (hasOperation([before, after], operation)) return true;
  // Others are opened for what is likely to be misspelt alone.
  if (operationHint([operation], [before, after]) === '') return false;
  const opened = await others();
  return opened !== undefined && !hasOperation(opened, operation);
}

function hasOperation(apis: readonly Api[], operation: string): boolean {
  const named = (one: Operation) => isNamed({ before: one, after: undefined }, operation);
  return apis.some(({ operations, webhooks }) => [...operations, ...webhooks].some(named));
}

function whereOf({ operation, pointer }: AcceptConfig, { before, after }: Pair<Api>): string {
  const hint = operation === undefined ? '' : operationHint([operation], [before, after]);
  const places = [
    ...(operation === undefined ? [] : [`in ${operation}${hint}`]),
    ...(pointer === undefined ? [] : [`at ${pointer}`]),
  ];
  return places.length === 0 ? 'here' : places.join(' ');
}
