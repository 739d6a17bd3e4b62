import type { Node } from '../../document/document.ts';
import type { MediaType, SchemaSite } from '../../openapi/model.ts';
import { markExact } from '../../schema/exact.ts';
import { typesOf } from '../../schema/types.ts';
import type { MediaTypeName } from '../../openapi/media-type-name.ts';
import { encodedContents, streamSchema } from './content-schema.ts';
import type { ProbeContext } from './context.ts';
import type { DecodedBody, ItemPlace } from './decoded-body.ts';
import type { ServerSentEvent } from './events.ts';
import { readExactJson } from './json-text.ts';
import { joinOutcomes, judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** Once so much is wrong with the items of a sequence, no more of them are looked at. */
const mostMismatches = 200;

interface Gathered {
  readonly outcomes: readonly Outcome[];
  readonly add: (outcome: Outcome) => void;
  readonly isFull: () => boolean;
}

function gather(): Gathered {
  const outcomes: Outcome[] = [];
  let found = 0;
  return {
    outcomes,
    add(outcome) {
      if (outcome === nothingWrong) return;
      found += outcome.mismatches.length;
      outcomes.push(outcome);
    },
    isFull: () => found >= mostMismatches,
  };
}

/**
 * Takes the items of a sequence, what the contract has for it, and where each of them stands; gives what is wrong with
 * each, and with the whole.
 */
export function judgeItems(
  context: ProbeContext,
  items: readonly unknown[],
  root: Node,
  { schema, itemSchema }: MediaType,
  place: ItemPlace = () => root,
): Outcome {
  const { schemas, api } = context;
  const { outcomes, add, isFull } = gather();
  const each = (site: SchemaSite): void => {
    for (const [index, item] of items.entries()) {
      if (isFull()) break;
      add(placed(judgeValue(schemas, site, item, root, `item ${index + 1} `), root, index, place));
    }
  };
  if (itemSchema) each(itemSchema);
  if (schema && items.length > 0) {
    // Before 3.2, and without `itemSchema`, most give the schema of one line, others that of all together.
    const whole = [...typesOf(api.documents, schema)].every((type) => type === 'array');
    if (whole || itemSchema) add(judgeValue(schemas, schema, markExact([...items]), root));
    else if (schemas.judge(schema, markExact([...items])).kind !== 'valid') each(schema);
  }
  return joinOutcomes(outcomes);
}

/** What is wrong with an item is told where it stands: places are looked for of that alone. */
function placed(outcome: Outcome, root: Node, index: number, place: ItemPlace): Outcome {
  if (outcome.mismatches.length === 0) return outcome;
  const at = place(index);
  if (at === root) return outcome;
  return { ...outcome, mismatches: outcome.mismatches.map((one) => ({ ...one, at })) };
}

/** The word that ends a stream of many providers, and is no event of it. */
const endOfStream = '[DONE]';

/** Takes what a stream of events was read as, its media type and what the contract has for it; gives what is wrong. */
export function judgeEvents(
  context: ProbeContext,
  { events, text, root, place = () => root }: DecodedBody & { readonly kind: 'events' },
  sent: MediaTypeName,
  { schema, itemSchema }: MediaType,
): Outcome {
  const { schemas, api } = context;
  const { outcomes, add, isFull } = gather();
  const inside = (site: SchemaSite, value: unknown, prefix: string, index?: number): void => {
    const told = (outcome: Outcome): void =>
      add(index === undefined ? outcome : placed(outcome, root, index, place));
    for (const { pointer, site: inner, content } of encodedContents(api.documents, site, value)) {
      const prefixed = `${prefix}${pointer} `;
      if ('value' in content) told(judgeValue(schemas, inner, content.value, root, prefixed));
      else told({ mismatches: [notJson(prefixed, content.reason, root, inner)], unjudged: [] });
    }
  };
  const whole = schema && streamSchema(api.documents, schema, sent.essence);
  if (whole) {
    add(judgeValue(schemas, whole, events, root, 'events '));
    inside(whole, events, 'events ');
  }
  if (itemSchema) {
    for (const [index, event] of events.entries()) {
      if (isFull()) break;
      add(placed(judgeValue(schemas, itemSchema, event, root, `event ${index + 1} `), root, index, place));
      inside(itemSchema, event, `event ${index + 1} `, index);
    }
  } else if (schema && !whole && schemas.judge(schema, text).kind === 'invalid') {
    for (const [index, event] of events.entries()) {
      if (isFull()) break;
      add(placed(judgeEvent(context, event, schema, root, `event ${index + 1} `), root, index, place));
    }
  }
  return joinOutcomes(outcomes);
}

/** Before 3.2 the schema of a stream is that of an event, or of what its data is in JSON. */
function judgeEvent(
  { schemas }: ProbeContext,
  event: ServerSentEvent,
  schema: SchemaSite,
  root: Node,
  prefix: string,
): Outcome {
  const { data } = event;
  if (data === undefined || data.trim() === endOfStream) return nothingWrong;
  const asEvent = judgeValue(schemas, schema, event, root, prefix);
  if (asEvent === nothingWrong || schemas.judge(schema, data).kind === 'valid') return nothingWrong;
  const reading = readExactJson(data);
  return 'value' in reading ? judgeValue(schemas, schema, reading.value, root, `${prefix}data `) : asEvent;
}

function notJson(where: string, reason: string, at: Node, site: SchemaSite): Outcome['mismatches'][number] {
  const message = `must be JSON (${reason})`;
  const { pointer } = at;
  return {
    where,
    at,
    violation: {
      keyword: 'contentMediaType',
      instance: pointer,
      actual: undefined,
      message,
      schema: site.node,
    },
  };
}
