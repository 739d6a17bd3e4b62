import { stopwatch, today } from '../document/clock.ts';
import { createAcceptances, type Acceptance } from '../diff/policy-accept.ts';
import { policyMetas } from '../diff/policy-metas.ts';
import { defaultPolicy, type DiffPolicy } from '../diff/policy.ts';
import { diffChecks } from '../diff/registry.ts';
import { diff as diffApis } from '../diff/run.ts';
import type { DiffCheck } from '../diff/check.ts';
import { createCollector } from '../findings/collect.ts';
import { reportDocumentProblems, reportReferenceProblems } from '../findings/document-findings.ts';
import { documentMetas, referenceMetas } from '../findings/document-metas.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { createSchemas } from '../schema/create-schemas.ts';
import { createSolver } from '../schema/solver/solver.ts';
import { finish, severitiesOf, specNameOf, type Run, type SeverityOptions } from './run.ts';

export interface DiffOptions extends SeverityOptions {
  /** Beside those of apicheck. */
  readonly customChecks?: readonly DiffCheck[];
  /** What holds of changes that no message decides, where it is not the default. */
  readonly policy?: Partial<DiffPolicy>;
  /** Changes that the team lives with. */
  readonly accept?: readonly Acceptance[];
}

/** Takes two versions; gives what changed between them, and what breaks, with a payload that shows it. */
export function diff(before: LoadedApi, after: LoadedApi, options: DiffOptions = {}): Run {
  const elapsed = stopwatch();
  const day = options.today ?? today();
  const severityOf = severitiesOf(options);
  const collector = createCollector(severityOf);
  const documents = { before: before.api.documents, after: after.api.documents };
  const schemas = { before: createSchemas(documents.before), after: createSchemas(documents.after) };
  const solver = createSolver({ ...documents, schemas });
  for (const { api } of [before, after]) {
    reportDocumentProblems(collector, api.documents.problems, api.documents.all);
    reportReferenceProblems(collector, api.referenceProblems);
  }
  const checks = [...diffChecks, ...(options.customChecks ?? [])];
  const acceptances = createAcceptances(options.accept ?? [], day);
  const section = diffApis(
    { before: before.api, after: after.api },
    {
      checks,
      collector,
      severityOf,
      schemas,
      decisions: {
        contains: solver.contains,
        containsText: solver.containsText,
        isSame: (pair) => solver.within(pair.before, pair.after) && solver.within(pair.after, pair.before),
        isRearranged: (pair) => solver.isRearranged(pair.before, pair.after),
      },
      policy: { ...defaultPolicy(day), ...options.policy },
      acceptances,
    },
  );
  return finish(
    {
      command: 'diff',
      specs: [specNameOf(before, 'before'), specNameOf(after, 'after')],
      findings: collector.findings(),
      documents: [...documents.before.all.values(), ...documents.after.all.values()],
      metas: [
        ...Object.values(documentMetas),
        ...Object.values(referenceMetas),
        ...checks,
        ...Object.values(policyMetas),
      ],
      suppressed: section.changes.filter((change) => change.accepted).length,
      durationMs: elapsed(),
      section: () => ({ diff: section }),
    },
    options,
  );
}
