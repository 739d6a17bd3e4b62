import { child, isObject, isObjectNode, items } from '../../document/node.ts';
import { documentDialect } from '../../openapi/dialect.ts';
import type { Operation } from '../../openapi/model.ts';
import type { MessageForm, MessageForms } from '../asyncapi/model.ts';
import type { Message } from '../exchange.ts';
import type { ProbeContext } from './context.ts';
import type { Facts } from './facts.ts';
import { channelsOf } from './handshake.ts';
import { readExactJson } from './json-text.ts';
import { judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

const names = ['x-websocket', 'x-websocket-messages'];

const known = new WeakMap<ProbeContext, WeakMap<Operation, { readonly forms: MessageForms | undefined }>>();

/**
 * Takes what judging takes and an operation; gives what the messages that follow its handshake may be: as the channels
 * of AsyncAPI documents have them that it is reached at, else as its `x-websocket` has them. Undefined where neither
 * says anything.
 */
export function messageForms(context: ProbeContext, operation: Operation): MessageForms | undefined {
  let all = known.get(context);
  if (!all) known.set(context, (all = new WeakMap()));
  let found = all.get(operation);
  if (!found) {
    const forms = channelForms(context, operation) ?? extensionForms(context, operation);
    all.set(operation, (found = { forms }));
  }
  return found.forms;
}

function channelForms(context: ProbeContext, operation: Operation): MessageForms | undefined {
  const channels = channelsOf(context, operation);
  if (channels.length === 0) return undefined;
  return {
    provider: channels.flatMap(({ provider = [] }) => provider),
    client: channels.flatMap(({ client = [] }) => client),
  };
}

/** `send` and `receive`, as the provider does, each a schema or a list of schemas. */
function extensionForms({ api, schemas }: ProbeContext, operation: Operation): MessageForms | undefined {
  const extension = names.map((name) => child(operation.node, name)).find(isObjectNode);
  if (extension === undefined) return undefined;
  const forms = (name: string, direction: 'request' | 'response'): MessageForm[] | undefined => {
    const written = child(extension, name);
    const nodes = Array.isArray(written?.value) ? items(written) : written ? [written] : [];
    const found = nodes
      .filter(({ value }) => isObject(value) || typeof value === 'boolean')
      .map((node): MessageForm => {
        const site = { node, direction, dialect: documentDialect(node.document, api.version) };
        return { name: undefined, node, reading: 'either', site, schemas, unjudgeable: undefined };
      });
    return found.length === 0 ? undefined : found;
  };
  return { provider: forms('send', 'response'), client: forms('receive', 'request') };
}

/** A message, and what was found out about it. */
export interface MessageFact {
  readonly message: Message;
  /** From 1, of those of its party. */
  readonly number: number;
  readonly verdict:
    | {
        readonly kind: 'judged';
        readonly outcome: Outcome;
        readonly form: MessageForm | undefined;
        /** The one that it is as it should be. */
        readonly matched?: MessageForm;
      }
    | { readonly kind: 'malformed'; readonly reason: string }
    /** Nothing is described that this party may send. */
    | { readonly kind: 'undescribed' };
}

const judged = new WeakMap<Facts, readonly MessageFact[]>();

/** Takes facts; gives what the messages of the exchange were found to be, of those of which the contract says something. */
export function judgeMessages(facts: Facts): readonly MessageFact[] {
  const { context, exchange, operation } = facts;
  if (!operation || !exchange.messages) return [];
  const done = judged.get(facts);
  if (done) return done;
  const forms = messageForms(context, operation);
  const counts = { provider: 0, client: 0 };
  const found = exchange.messages.flatMap((message): MessageFact[] => {
    const { from } = message;
    const number = (counts[from] += 1);
    const possible = forms?.[from];
    // What was to be sent was judged when it was recorded.
    if (!possible || (from === 'client' && exchange.mode === 'live')) return [];
    return [{ message, number, verdict: judgeMessage(message, possible) }];
  });
  judged.set(facts, found);
  return found;
}

/** Takes a message and a form; gives whether it may be one of that form, as far as anybody can tell. */
export function satisfies({ text, node }: Message, form: MessageForm): boolean {
  if (form.unjudgeable || !form.site) return true;
  const reading = readExactJson(text);
  if (form.reading === 'json' && 'reason' in reading) return false;
  const value = form.reading === 'text' || 'reason' in reading ? text : reading.value;
  return judgeValue(form.schemas, form.site, value, node).mismatches.length === 0;
}

const noHeaders = { reason: 'messages of a WebSocket carry no headers, and it demands some' };
const noHeaderId = {
  reason: 'messages of a WebSocket carry no headers, and its correlation id stands in one',
};

function judgeMessage({ text, node }: Message, forms: readonly MessageForm[]): MessageFact['verdict'] {
  if (forms.length === 0) return { kind: 'undescribed' };
  const reading = readExactJson(text);
  const malformed = 'reason' in reading ? reading.reason : undefined;
  const whole = { kind: 'judged', outcome: nothingWrong, form: undefined } as const;
  const right = (form: MessageForm): MessageFact['verdict'] => ({
    ...whole,
    ...(form.headers && {
      outcome: { mismatches: [], unjudged: [{ ...noHeaders, at: node, schema: form.headers }] },
    }),
    ...(!form.headers &&
      form.isReply &&
      form.correlation?.place === 'header' && {
        outcome: { mismatches: [], unjudged: [{ ...noHeaderId, at: node, schema: form.correlation.node }] },
      }),
    form: form.site && form,
    matched: form,
  });
  let nearest:
    { readonly form: MessageForm; readonly outcome: Outcome; readonly distance: number } | undefined;
  let unjudged: Outcome | undefined;
  for (const form of forms) {
    const { site, schemas, unjudgeable } = form;
    if (form.reading === 'json' && malformed !== undefined) continue;
    if (unjudgeable) {
      const { reason, at } = unjudgeable;
      unjudged ??= { mismatches: [], unjudged: [{ reason, at: node, schema: at }] };
      continue;
    }
    if (!site) return right(form);
    const value = form.reading === 'text' || 'reason' in reading ? text : reading.value;
    const outcome = judgeValue(schemas, site, value, node);
    if (outcome.unjudged.length > 0) unjudged ??= outcome;
    else if (outcome.mismatches.length === 0) return right(form);
    const distance = distanceOf(outcome);
    if (!nearest || distance < nearest.distance) nearest = { form, outcome, distance };
  }
  // It may be what could not be judged.
  if (unjudged) return { kind: 'judged', outcome: unjudged, form: undefined };
  if (malformed !== undefined && !forms.some((form) => form.reading === 'text'))
    return { kind: 'malformed', reason: malformed };
  return nearest ? { kind: 'judged', outcome: nearest.outcome, form: nearest.form } : whole;
}

/** How far a message is from one of a kind: a member that tells the kinds apart counts for more than all others. */
function distanceOf({ mismatches }: Outcome): number {
  return mismatches.reduce(
    (sum, { violation: { keyword, instance } }) =>
      sum + (/^(?:const|enum)$/.test(keyword) && /^\/[^/]*$/.test(instance) ? 100 : instance === '' ? 3 : 1),
    0,
  );
}
