import type { Operation } from '../../openapi/model.ts';
import { evaluateExpression } from '../captures.ts';
import type { ProbeContext } from '../judge/context.ts';
import type { Facts } from '../judge/facts.ts';
import { isFoundInExchange, type Signing } from '../listen/signing.ts';
import type { Recording } from '../recordings/recording.ts';
import { initialVariables } from '../recordings/state.ts';
import { jsonOf } from './answer-parts.ts';
import { objectsOf } from './answered-ids.ts';
import type { Draft } from './drafts.ts';
import { isServed } from './owned.ts';
import { ownersOf } from './owners.ts';

/** Knows by which secrets deliveries may be signed that requests of a run asked for. */
export interface DeliverySecrets {
  /** Takes an operation that asks for deliveries; gives how they are signed, undefined where nobody has said so. */
  signingOf(operation: Operation): Signing | undefined;
  /** Takes a request and what came back; learns the secrets that were agreed on. */
  learn(draft: Draft, facts: Facts): void;
  /**
   * Takes how deliveries are signed, ids of what asked for one, and when it came; gives the secrets that it may have
   * been signed with.
   */
  of(signing: Signing, owners: readonly string[], at: number): readonly string[];
}

interface Secret {
  readonly secret: string;
  /** When it was told, in milliseconds. */
  readonly since: number;
  /** It takes the place of those before it; others may be a secret with all but its end left out. */
  readonly takesOver: boolean;
}

const mostSecrets = 1_000;
/** In milliseconds: what came so soon after a new secret was told may have been signed before. */
const onItsWay = 1_000;

/**
 * Takes what is judged against, how deliveries are signed by what the user says of the target, recordings that say it of
 * theirs, values that win over theirs, and a clock in milliseconds; gives a memory of no secrets.
 */
export function createDeliverySecrets(
  context: ProbeContext,
  ofTarget: Signing | undefined,
  recordings: readonly Recording[],
  given: ReadonlyMap<string, unknown> | undefined,
  now: () => number,
): DeliverySecrets {
  const recorded = ofTarget ? [] : recordings.flatMap((one) => recordedSigning(context, one, given));
  const signings = ofTarget ? [ofTarget] : recorded.map(({ signing }) => signing);
  const expressions = [...new Set(signings.map(({ secret }) => secret))].filter(isFoundInExchange);
  for (const { secret, further = [] } of signings)
    if (!isFoundInExchange(secret)) for (const one of [secret, ...further]) context.redactor.add(one);
  const secrets = new Map<string, Secret[]>();
  let number = 0;
  return {
    signingOf: (operation) =>
      ofTarget ??
      (
        recorded.find((one) => one.operation === operation) ??
        recorded.find((one) => one.operation === undefined)
      )?.signing,
    learn(draft, facts) {
      const { exchange, match } = facts;
      if (expressions.length === 0 || !isServed(exchange.response?.status) || match.kind !== 'matched')
        return;
      const owners = new Set(ownersOf(draft, facts).map(({ id }) => id));
      if (owners.size === 0) owners.add('');
      for (const expression of expressions) {
        const secret = secretIn(facts, match.pathValues, expression);
        if (secret === undefined || number >= mostSecrets) continue;
        number += 1;
        context.redactor.addNamed(secret);
        const takesOver = draft.operation.method === 'post' || expression.startsWith('$request.');
        const told: Secret = { secret, since: now(), takesOver };
        for (const id of owners) secrets.set(id, [...(secrets.get(id) ?? []), told]);
      }
    },
    of({ secret, further = [] }, owners, at) {
      if (!isFoundInExchange(secret)) return [secret, ...further];
      const own = owners.flatMap((id) => secrets.get(id) ?? []);
      // Who chooses the secret and chooses none has nothing signed.
      if (own.length === 0 && secret.startsWith('$request.')) return [];
      if (own.length === 0) return [...secrets.values()].flat().map((one) => one.secret);
      const current = own.findLastIndex(({ takesOver, since }) => takesOver && since + onItsWay <= at);
      return own.filter(({ takesOver }, index) => !takesOver || index >= current).map((one) => one.secret);
    },
  };
}

/** What an expression finds; an answer that gives out another secret later may have it elsewhere, by the same name. */
function secretIn(
  facts: Facts,
  pathValues: ReadonlyMap<string, string>,
  expression: string,
): string | undefined {
  const found = evaluateExpression(expression, facts.exchange, pathValues);
  const name = /^\$response\.body#.*\/([^/]+)$/.exec(expression)?.[1];
  const values = [
    'value' in found ? found.value : undefined,
    ...(name === undefined ? [] : objectsOf(jsonOf(facts)).map(({ object }) => object[name])),
  ];
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

interface RecordedSigning {
  readonly signing: Signing;
  /** Of the operation that its secret is captured from; undefined for one that is known before. */
  readonly operation: Operation | undefined;
}

/** What a recording says of its deliveries holds for those that made-up requests of the same kind ask for. */
function recordedSigning(
  context: ProbeContext,
  recording: Recording,
  given: ReadonlyMap<string, unknown> | undefined,
): readonly RecordedSigning[] {
  const signature = recording.listen?.signature;
  if (!signature) return [];
  const { scheme } = signature;
  const name = /^\{([A-Za-z_][\w.-]*)\}$/.exec(signature.secret.value)?.[1];
  if (name === undefined) {
    const isWhole = !signature.secret.value.includes('{');
    return isWhole ? [{ signing: { scheme, secret: signature.secret.value }, operation: undefined }] : [];
  }
  for (const { request, capture } of recording.exchanges) {
    const captured = capture.find((one) => one.name === name);
    const match = captured && context.match(request.method, request.target.value);
    if (!captured || match?.kind !== 'matched') continue;
    return [{ signing: { scheme, secret: captured.expression.value }, operation: match.operation }];
  }
  const value = initialVariables(recording, given).get(name);
  return typeof value === 'string' ? [{ signing: { scheme, secret: value }, operation: undefined }] : [];
}
