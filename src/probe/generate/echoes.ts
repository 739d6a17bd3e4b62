import { isObject } from '../../document/node.ts';
import { pointerKeys } from '../../document/pointer.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Violation } from '../../schema/violation.ts';
import type { BodyFacts } from '../judge/body.ts';
import type { Facts } from '../judge/facts.ts';
import { mismatchOf } from '../judge/mismatch-evidence.ts';
import { idOf } from './answered-ids.ts';
import type { Draft } from './drafts.ts';
import { isSafe } from './order.ts';
import { isToldAgain } from './normalised.ts';
import { isServed } from './owned.ts';
import { ownersOf, type Owner } from './owners.ts';

/** Knows which invalid input a provider has taken: that its answers have it too is no mistake of its own. */
export interface Echoes {
  /** Takes a request that is invalid by the contract and what came back; remembers it where it was served. */
  taken(draft: Draft, facts: Facts): void;
  /** Takes a finding and the facts of its exchange; gives whether it is about invalid input that was taken. */
  isEcho(finding: Finding, facts: Facts): boolean;
}

/** What was wrong with input that was taken. */
interface Flaw {
  readonly violation: Violation;
  /** The ids of what the input went into, with the name of each; empty where nobody knows, undefined where nothing keeps it. */
  readonly owners: readonly Owner[] | undefined;
}

/** A text of so many characters comes from nowhere else. */
const distinctive = 8;
/** So many are remembered of members with one name. */
const mostFlaws = 100;
const echoing = new Set(['response-body-invalid', 'response-header-invalid', 'request-body-invalid']);

/** Gives a memory of nothing. */
export function createEchoes(): Echoes {
  const flaws = new Map<string, Flaw[]>();
  const answers = new WeakMap<Facts, readonly { readonly member: string; readonly violation: Violation }[]>();
  return {
    taken(draft, facts) {
      const { request, exchange } = facts;
      if (draft.proof.kind !== 'invalid' || !request || !isServed(exchange.response?.status)) return;
      const owners = isSafe(draft.operation) ? undefined : ownersOf(draft, facts);
      const body = request.body.kind === 'judged' ? request.body.outcome.mismatches : [];
      const found = body.map(({ violation }) => ({ member: memberOf(violation), violation }));
      for (const { parameter, outcome } of request.parameters.parameters)
        for (const { violation } of outcome.mismatches)
          found.push({ member: memberOf(violation) || parameter.name, violation });
      for (const { member, violation } of found) {
        const known = flaws.get(member) ?? [];
        flaws.set(member, [{ violation, owners }, ...known].slice(0, mostFlaws));
      }
      answers.set(facts, found);
    },
    isEcho({ code, evidence }, facts) {
      const violation = echoing.has(code) ? mismatchOf(evidence)?.mismatch.violation : undefined;
      if (!violation) return false;
      const member = memberOf(violation);
      const value = valueOf(violation);
      const isOf = (sent: Violation): boolean => isToldAgain(value, valueOf(sent));
      if (answers.get(facts)?.some((one) => one.member === member && isOf(one.violation))) return true;
      const known = flaws.get(member) ?? [];
      return known.some((flaw) => isOf(flaw.violation) && isReached(flaw, violation, facts));
    },
  };
}

/** The member that is wrong, by the name that it has wherever it stands; empty for the whole. */
function memberOf({ instance, property }: Violation): string {
  return property ?? pointerKeys(instance).findLast((key) => !/^\d+$/.test(key)) ?? '';
}

/** The value that is wrong; null where there is none, as many who were sent nothing answer null, and the other way. */
function valueOf({ actual, property }: Violation): unknown {
  return (property === undefined ? actual : own(actual, property)) ?? null;
}

/** Whether what was taken can have come to where it is told, in another answer. */
function isReached(flaw: Flaw, answered: Violation, facts: Facts): boolean {
  const { violation, owners } = flaw;
  if (owners === undefined) return false;
  const value = valueOf(violation);
  if (typeof value === 'string' && value.length >= distinctive) return true;
  if (owners.length === 0)
    return (
      violation.schema.document === answered.schema.document &&
      violation.schema.pointer === answered.schema.pointer
    );
  const { match, exchange, request, response } = facts;
  const asked = match.kind === 'matched' ? [...match.pathValues.values()].map(String) : [];
  const body = exchange.mode === 'delivery' ? request?.body : response?.body;
  const around = [...objectsAround(body, answered)];
  return owners.some(
    ({ name, id }) => asked.includes(id) || around.some((object) => String(idOf(object, name)) === id),
  );
}

/** The objects that a value stands in, the outermost first. */
function* objectsAround(
  body: BodyFacts | undefined,
  { instance }: Violation,
): Generator<Readonly<Record<string, unknown>>> {
  let value = body?.kind === 'judged' && body.decoded?.kind === 'value' ? body.decoded.value : undefined;
  for (const key of [...pointerKeys(instance), undefined]) {
    if (isObject(value)) yield value;
    if (key === undefined) return;
    value = Array.isArray(value) ? value[Number(key)] : own(value, key);
  }
}

function own(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
