import type { Proposal } from '../../findings/finding.ts';
import type { Api } from '../../openapi/model.ts';
import type { Fold, Group } from '../verdicts/fold.ts';
import { proposalFrom } from './change.ts';
import { contractChanges } from './contract-change.ts';
import { schemaChanges } from './schema-change.ts';

/**
 * Takes findings that a contract is likely to blame for, all groups of such, and the API; gives the change of the
 * contract after which they are gone, undefined where there is none that a program could tell.
 */
export function proposalOf(group: Group, wrong: readonly Group[], api: Api): Proposal | undefined {
  const [fold] = group.folds;
  if (!fold) return undefined;
  if (!fold.identity.mismatch) return proposalFrom(contractChanges(group, api));
  return proposalFrom(schemaChanges(group.folds, membersAt(fold, wrong), api.version));
}

/** What one list of names has wrong is changed at once: two changes of it would undo each other. */
function membersAt({ identity: { mismatch } }: Fold, wrong: readonly Group[]): string[] {
  const schema = mismatch?.mismatch.violation.schema;
  return wrong.flatMap(({ folds: [one] }) => {
    const violation = one?.identity.mismatch?.mismatch.violation;
    const same =
      violation?.schema.pointer === schema?.pointer && violation?.schema.document === schema?.document;
    return same ? (violation?.property ?? []) : [];
  });
}
