import { isObject } from '../../document/node.ts';
import type { Operation } from '../../openapi/model.ts';
import type { ProbeContext } from '../judge/context.ts';
import { judgeDelivery } from '../listen/judge-delivery.ts';
import type { Listener } from '../listen/listener.ts';
import type { Run } from '../run-exchange.ts';
import type { Ran } from '../run-outcome.ts';
import { placesOf, type Place } from './callback-places.ts';
import type { Draft } from './drafts.ts';
import type { Echoes } from './echoes.ts';
import { isServed } from './owned.ts';
import { proofOf } from './proof.ts';

/** Tells a provider where the callbacks of its contract are to be sent, and judges what is sent there. */
export interface CallbackAddresses {
  /** Takes a request; gives it with the listener's address in the place of one that was made up, if it has one. */
  addressed(draft: Draft): Draft | undefined;
  /** Takes a request with the address and the status of its answer; gives whether the provider has none of it. */
  isRefused(draft: Draft, status: number | undefined): boolean;
  /** Gives what came since, judged; `patient` waits a moment where something was asked for and nothing came yet. */
  came(patient: boolean): Promise<readonly Ran[]>;
}

/** In milliseconds: providers deliver after they have answered. */
const patience = 1_000;

/** Takes a run, what listens, and a memory of invalid input that was taken; gives what tells its address. */
export function createCallbackAddresses(run: Run, listener: Listener, echoes: Echoes): CallbackAddresses {
  const { context } = run;
  const refusing = new Set<Operation>();
  const told = new Map<Operation, { readonly flow: string; arrived: number }>();
  const flowOf = (operation: Operation): string =>
    Buffer.from(`made up ${operation.key}`).toString('base64url').slice(-80);
  return {
    addressed(draft) {
      const { operation } = draft;
      if (refusing.has(operation)) return undefined;
      const address = listener.address(flowOf(operation));
      let changed = draft;
      for (const place of placesOf(operation)) changed = withAddress(changed, place, address) ?? changed;
      return changed !== draft && isStill(context, changed) ? changed : undefined;
    },
    isRefused({ operation, proof }, status) {
      if (isServed(status)) {
        if (!told.has(operation)) told.set(operation, { flow: flowOf(operation), arrived: 0 });
        return false;
      }
      if (proof.kind !== 'valid' || told.has(operation) || status === undefined) return false;
      refusing.add(operation);
      return true;
    },
    async came(patient) {
      const ran: Ran[] = [];
      for (const [operation, one] of told) {
        const waits = patient && one.arrived === 0;
        const came = waits ? await listener.wait(one.flow, 1, patience) : listener.take(one.flow);
        for (const delivery of came) {
          one.arrived += 1;
          const name = `a callback of ${operation.key}, delivery ${one.arrived}`;
          const known = {
            name,
            operation: undefined,
            signature: undefined,
            seen: new Set<string>(),
            isEcho: echoes.isEcho,
          };
          ran.push(judgeDelivery(run, delivery, known));
        }
      }
      return ran;
    },
  };
}

function withAddress(draft: Draft, place: Place, address: string): Draft | undefined {
  if (place.kind === 'body') {
    if (!draft.body) return undefined;
    const value = withMember(draft.body.value, place.keys, address);
    return value === undefined ? undefined : { ...draft, body: { ...draft.body, value } };
  }
  const name = place.kind === 'header' ? place.name.toLowerCase() : place.name;
  const named = [...draft.parameters].find(
    ([one]) =>
      one.in === place.kind && (place.kind === 'header' ? one.name.toLowerCase() : one.name) === name,
  );
  if (!named || named[0] === draft.varied || !isAddress(named[1])) return undefined;
  return { ...draft, parameters: new Map([...draft.parameters, [named[0], address]]) };
}

/** A value with an address in the place of the one that it has there; undefined where it has none. */
function withMember(value: unknown, [key, ...rest]: readonly string[], address: string): unknown {
  if (key === undefined) return isAddress(value) ? address : undefined;
  if (Array.isArray(value)) {
    const item = withMember(value[Number(key)], rest, address);
    return item === undefined ? undefined : value.with(Number(key), item);
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  const member = withMember(value[key], rest, address);
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
