import { matchText } from '../../document/wildcards.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Facts } from '../judge/facts.ts';

/** What a team has decided to live with: findings of these codes, in these operations and statuses. */
export interface Allowance {
  readonly codes: ReadonlySet<string>;
  /** An operationId, or a method and a path, in which `*` stands for any text. */
  readonly operations: readonly string[] | undefined;
  /** `404`, `4XX`. */
  readonly statuses: readonly string[] | undefined;
}

/** Takes what is allowed; gives a test for a finding and the facts of its exchange. */
export function allows({
  codes,
  operations,
  statuses,
}: Allowance): (finding: Pick<Finding, 'code'>, facts: Facts) => boolean {
  const tests = operations?.map(operationTest);
  return ({ code }, facts) => {
    if (!codes.has(code)) return false;
    if (tests && !tests.some((test) => test(facts))) return false;
    const status = facts.exchange.response?.status;
    return (
      statuses === undefined ||
      (status !== undefined &&
        statuses.some((one) => one === String(status) || one === `${Math.floor(status / 100)}XX`))
    );
  };
}

function operationTest(written: string): (facts: Facts) => boolean {
  const [, method, path] = /^(?:([A-Za-z]+)\s+)?(\/.*)$/.exec(written) ?? [];
  if (path === undefined) return ({ operation }) => operation?.id?.value === written;
  const matches = matchText(path);
  return ({ operation, exchange: { request } }) => {
    // What the contract lacks is named as it was asked for.
    const asked = operation?.path ?? request.target.replace(/[?#].*$/s, '');
    if (method !== undefined && method.toUpperCase() !== request.method) return false;
    return matches(asked);
  };
}
