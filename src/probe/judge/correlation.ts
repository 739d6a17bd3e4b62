import type { Node } from '../../document/document.ts';
import { child, isObject } from '../../document/node.ts';
import type { Correlation } from '../asyncapi/correlation.ts';
import type { MessageForm } from '../asyncapi/model.ts';
import type { Message } from '../exchange.ts';
import type { Facts } from './facts.ts';
import { readExactJson } from './json-text.ts';
import { judgeMessages, messageForms, satisfies } from './messages.ts';

/** A message that answers another, and by its id answers none. */
export interface CorrelationFault {
  readonly message: Message;
  readonly number: number;
  readonly correlation: Correlation;
  /** The id; undefined where it has none. */
  readonly id: { readonly value: unknown } | undefined;
  readonly at: Node;
}

/**
 * Takes facts; gives the replies (Operation Reply Object of AsyncAPI 3.0) that have no correlation id where they are to
 * have one, or one that no message of the other end had before them. What may have come of its own accord is no reply.
 */
export function judgeCorrelation(facts: Facts): readonly CorrelationFault[] {
  const { context, exchange, operation } = facts;
  const forms = operation && exchange.messages && messageForms(context, operation);
  if (!forms || !exchange.messages) return [];
  const all = [...(forms.provider ?? []), ...(forms.client ?? [])];
  if (!all.some(({ isReply, correlation }) => isReply && correlation?.place === 'payload')) return [];
  const order = new Map(exchange.messages.map((message, index) => [message, index]));
  return judgeMessages(facts).flatMap(({ message, number, verdict }): CorrelationFault[] => {
    const form = verdict.kind === 'judged' ? verdict.matched : undefined;
    const correlation = form?.isReply ? form.correlation : undefined;
    if (!form || correlation?.place !== 'payload') return [];
    const value = jsonOf(message);
    if (value === undefined) return [];
    const id = valueAt(value, correlation.keys);
    // Who could not read a question answers with none (JSON-RPC 2.0 section 5).
    if (id?.value === null) return [];
    const { ids, everyone } = idsBefore(exchange.messages?.slice(0, order.get(message)) ?? [], message, all);
    // Where no question had an id, nobody knows which is answered; one without is answered without.
    if (ids.size === 0 || (id ? ids.has(JSON.stringify(id.value)) : !everyone)) return [];
    const others = forms[message.from]?.filter((one) => one !== form && one.isReply !== true) ?? [];
    if (others.some((one) => satisfies(message, one))) return [];
    return [{ message, number, correlation, id, at: placeOf(message.node, id ? correlation.keys : []) }];
  });
}

/** The ids of what the other end has sent, wherever one may stand, and whether each message had one. */
function idsBefore(
  messages: readonly Message[],
  { from }: Message,
  forms: readonly MessageForm[],
): { readonly ids: ReadonlySet<string>; readonly everyone: boolean } {
  const ids = new Set<string>();
  let everyone = true;
  for (const message of messages) {
    if (message.from === from) continue;
    const value = jsonOf(message);
    const own = forms.flatMap(({ correlation }) =>
      correlation?.place === 'payload' ? (valueAt(value, correlation.keys) ?? []) : [],
    );
    everyone &&= own.length > 0;
    for (const id of own) ids.add(JSON.stringify(id.value) ?? '');
  }
  return { ids, everyone };
}

function jsonOf({ text }: Message): unknown {
  const read = readExactJson(text);
  return 'value' in read ? read.value : undefined;
}

function valueAt(value: unknown, keys: readonly string[]): { readonly value: unknown } | undefined {
  let current = value;
  for (const key of keys) {
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isObject(current) && Object.hasOwn(current, key)) current = current[key];
    else return undefined;
  }
  return current === undefined ? undefined : { value: current };
}

function placeOf(node: Node, keys: readonly string[]): Node {
  let place = node;
  for (const key of keys) {
    const member = child(place, key);
    if (!member) return place;
    place = member;
  }
  return place;
}
