import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { judgeDelivery } from '../listen/judge-delivery.ts';
import type { Facts } from '../judge/facts.ts';
import type { Listener } from '../listen/listener.ts';
import type { Signing } from '../listen/signing.ts';
import type { Run } from '../run-exchange.ts';
import type { Ran } from '../run-outcome.ts';
import { deliveryPlaces, type Place } from './callback-places.ts';
import type { DeliverySecrets } from './delivery-secrets.ts';
import { isUsual, type Draft } from './drafts.ts';
import type { Echoes } from './echoes.ts';
import { isServed } from './owned.ts';
import { ownersOf } from './owners.ts';
import { proofOf } from './proof.ts';
import { withEveryEvent } from './webhook-places.ts';

/** Tells a provider where callbacks and webhooks of its contract are to be sent, and judges what is sent there. */
export interface CallbackAddresses {
  /**
   * Takes a request; gives it with an address of the listener's in the place of one that was made up, if it has one. A
   * usual request asks for every event that there is.
   */
  addressed(draft: Draft): Addressed | undefined;
  /**
   * Takes a request with an address and what came of it; gives whether the provider has none of it, and is to be asked
   * once more, as `addressed` has it then.
   */
  isRefused(addressed: Addressed, facts: Facts | undefined): boolean;
  /** Takes a request and what came back; learns by which secrets deliveries are signed. */
  learn(draft: Draft, facts: Facts): void;
  /** Gives what came since, judged; `patient` waits a moment where something was asked for and nothing came yet. */
  came(patient: boolean): Promise<readonly Ran[]>;
}

/** A request that names an address, and the flow of what is sent there. */
interface Addressed {
  readonly draft: Draft;
  readonly flow: string;
  /** Whether it asks for every event. */
  readonly isWide: boolean;
}

/** What one request has asked for. */
interface Subscription {
  readonly flow: string;
  readonly signing: Signing | undefined;
  /** Ids of what it made or changed. */
  readonly owners: readonly string[];
  /** Ids of deliveries: one event may be delivered to several addresses. */
  readonly seen: Set<string>;
}

interface Asked {
  readonly subscriptions: Subscription[];
  arrived: number;
}

/** In milliseconds: providers deliver after they have answered. */
const patience = 1_000;
/** In milliseconds. */
const longestOnItsWay = 3_000;

/**
 * Takes a run, what listens, and memories of invalid input that was taken and of the secrets of deliveries; gives what
 * tells addresses, a new one to each request, as what is signed depends on which asked for it.
 */
export function createCallbackAddresses(
  run: Run,
  listener: Listener,
  echoes: Echoes,
  secrets: DeliverySecrets,
): CallbackAddresses {
  const { context } = run;
  const refusing = new Set<Operation>();
  const wide = new Map<Operation, 'taken' | 'refused'>();
  const places = new Map<Operation, readonly Place[]>();
  const placesOf = (operation: Operation): readonly Place[] => {
    const known = places.get(operation) ?? deliveryPlaces(context.api, operation);
    places.set(operation, known);
    return known;
  };
  const asked = new Map<Operation, Asked>();
  let addresses = 0;
  const judge = (operation: Operation, one: Asked): Ran[] =>
    one.subscriptions.flatMap(({ flow, signing, owners, seen }) =>
      listener.take(flow).map((delivery) => {
        one.arrived += 1;
        const known = signing && {
          scheme: signing.scheme,
          secrets: secrets.of(signing, owners, delivery.at),
        };
        // Nothing is signed for who chose no secret.
        const unsigned = known?.secrets.length === 0 && signing?.secret.startsWith('$request.') === true;
        return judgeDelivery(run, delivery, {
          name: `a ${operation.callbacks.size > 0 ? 'callback' : 'webhook'} of ${operation.key}, delivery ${one.arrived}`,
          operation: undefined,
          signature: unsigned ? undefined : known,
          seen,
          isEcho: echoes.isEcho,
        });
      }),
    );
  return {
    learn: secrets.learn,
    addressed(draft) {
      const { operation } = draft;
      if (refusing.has(operation)) return undefined;
      const flow = Buffer.from(`${addresses} made up ${operation.key}`).toString('base64url').slice(0, 80);
      const address = listener.address(flow);
      let changed = draft;
      for (const place of placesOf(operation)) changed = withAddress(changed, place, address) ?? changed;
      if (changed === draft || !isStill(context, changed)) return undefined;
      addresses += 1;
      const every = wide.get(operation) === 'refused' ? undefined : withEvents(context, changed);
      return { draft: every ?? changed, flow, isWide: every !== undefined };
    },
    isRefused({ draft, flow, isWide }, facts) {
      const { operation, proof } = draft;
      const status = facts?.exchange.response?.status;
      if (facts && isServed(status)) {
        const known = asked.get(operation) ?? { subscriptions: [], arrived: 0 };
        asked.set(operation, known);
        if (isWide) wide.set(operation, 'taken');
        const owners = ownersOf(draft, facts).map(({ id }) => id);
        const signing = secrets.signingOf(operation);
        known.subscriptions.push({ flow, signing, owners, seen: new Set() });
        return false;
      }
      if (proof.kind !== 'valid' || status === undefined) return false;
      if (isWide && !wide.has(operation)) {
        wide.set(operation, 'refused');
        return true;
      }
      if (asked.has(operation)) return false;
      refusing.add(operation);
      return true;
    },
    async came(patient) {
      const ran: Ran[] = [];
      for (const [operation, one] of asked) {
        ran.push(...judge(operation, one));
        if (one.arrived > 0 || !patient) continue;
        await listener.until(({ flow }) => one.subscriptions.some((other) => other.flow === flow), patience);
        ran.push(...judge(operation, one));
      }
      // What comes over a slow connection has begun.
      if (patient && asked.size > 0) {
        await listener.settled(longestOnItsWay);
        for (const [operation, one] of asked) ran.push(...judge(operation, one));
      }
      return ran;
    },
  };
}

function withAddress(draft: Draft, place: Place, address: string): Draft | undefined {
  if (place.kind === 'body') {
    if (!draft.body) return undefined;
    const value = withMember(draft.body.value, draft.base.body?.value, place.keys, address);
    return value === undefined ? undefined : { ...draft, body: { ...draft.body, value } };
  }
  const name = place.kind === 'header' ? place.name.toLowerCase() : place.name;
  const named = [...draft.parameters].find(
    ([one]) =>
      one.in === place.kind && (place.kind === 'header' ? one.name.toLowerCase() : one.name) === name,
  );
  if (!named || named[0] === draft.varied) return undefined;
  if (!isAddress(named[1]) && named[1] !== draft.base.parameters.get(named[0])) return undefined;
  return { ...draft, parameters: new Map([...draft.parameters, [named[0], address]]) };
}

/** A request for every event, where it is a usual one and may be. */
function withEvents(context: ProbeContext, draft: Draft): Draft | undefined {
  const value = draft.body && isUsual(draft) ? withEveryEvent(context.api, draft.body) : undefined;
  const changed =
    draft.body && value !== undefined ? { ...draft, body: { ...draft.body, value } } : undefined;
  return changed && isStill(context, changed) ? changed : undefined;
}

/**
 * A value with an address in the place of the one that it has there, or of a text that nothing is special about;
 * undefined where it has neither.
 */
function withMember(
  value: unknown,
  base: unknown,
  [key, ...rest]: readonly string[],
  address: string,
): unknown {
  if (key === undefined)
    return isAddress(value) || (typeof value === 'string' && value === base) ? address : undefined;
  if (Array.isArray(value)) {
    const among = Array.isArray(base) ? base[Number(key)] : undefined;
    const item = withMember(value[Number(key)], among, rest, address);
    return item === undefined ? undefined : value.with(Number(key), item);
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  const member = withMember(value[key], isObject(base) ? base[key] : undefined, rest, address);
  // Not assigned: it may be called `__proto__`.
  return member === undefined
    ? undefined
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === key ? member : one]));
}

/** What is made up to be no address is what the request is about. */
function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isStill(context: ProbeContext, draft: Draft): boolean {
  return proofOf(context, draft).kind === draft.proof.kind;
}
