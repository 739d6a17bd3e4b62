import type { Coverage } from '../findings/run-report.ts';
import type { Api, Operation, Parameter } from '../openapi/model.ts';
import type { Facts } from './judge/facts.ts';
import { documentedStatuses } from './judge/status.ts';

/** Counts what of a contract the exchanges of a run have touched. */
export interface CoverageCounter {
  /** Takes the facts of an exchange that was judged. */
  add(facts: Facts): void;
  coverage(): Coverage;
}

/** Takes an API; gives a counter of its operations, their documented responses and their parameters. */
export function createCoverage(api: Api): CoverageCounter {
  const operations = new Set<Operation>();
  const parameters = new Set<Parameter>();
  const seen = new Map<Operation, Set<string>>();

  return {
    add({ operation, request, response }) {
      if (!operation) return;
      operations.add(operation);
      for (const { parameter, kind } of request?.parameters.parameters ?? []) {
        if (kind !== 'absent') parameters.add(parameter);
      }
      const status = response?.documented?.status;
      if (status === undefined) return;
      const statuses = seen.get(operation) ?? new Set<string>();
      statuses.add(status);
      seen.set(operation, statuses);
    },
    coverage() {
      const total = { responses: 0, parameters: 0 };
      let coveredResponses = 0;
      let coveredParameters = 0;
      const uncovered: string[] = [];
      for (const operation of api.operations) {
        total.parameters += operation.parameters.length;
        coveredParameters += operation.parameters.filter((one) => parameters.has(one)).length;
        for (const status of documentedStatuses(operation)) {
          total.responses += 1;
          if (seen.get(operation)?.has(status)) coveredResponses += 1;
          else uncovered.push(`${operation.key} ${status}`);
        }
        if (operation.responses.size === 0 && !operations.has(operation)) uncovered.push(operation.key);
      }
      return {
        operations: { covered: operations.size, total: api.operations.length },
        responses: { covered: coveredResponses, total: total.responses },
        parameters: { covered: coveredParameters, total: total.parameters },
        uncovered,
      };
    },
  };
}
