import type { Node } from '../../document/document.ts';
import type { MediaType, SchemaSite } from '../../openapi/model.ts';
import { markExact } from '../../schema/exact.ts';
import { typesOf } from '../../schema/types.ts';
import type { MediaTypeName } from '../media-type.ts';
import { encodedContents, streamSchema } from './content-schema.ts';
import type { ProbeContext } from './context.ts';
import type { ServerSentEvent } from './events.ts';
import { readExactJson } from './json-text.ts';
import { joinOutcomes, judgeValue, nothingWrong, type Outcome } from './mismatch.ts';

/** Takes the items of a sequence and what the contract has for it; gives what is wrong with each, and with the whole. */
export function judgeItems(
  context: ProbeContext,
  items: readonly unknown[],
  root: Node,
  { schema, itemSchema }: MediaType,
): Outcome {
  const { schemas, api } = context;
  const outcomes: Outcome[] = [];
  const each = (site: SchemaSite): void => {
    for (const [index, item] of items.entries()) {
      const outcome = judgeValue(schemas, site, item, root, `item ${index + 1} `);
      if (outcome !== nothingWrong) outcomes.push(outcome);
    }
  };
  if (itemSchema) each(itemSchema);
  if (schema && items.length > 0) {
    // Before 3.2, and without `itemSchema`, most give the schema of one line, others that of all together.
    const whole = [...typesOf(api.documents, schema)].every((type) => type === 'array');
    if (whole || itemSchema) outcomes.push(judgeValue(schemas, schema, markExact([...items]), root));
    else if (schemas.judge(schema, markExact([...items])).kind !== 'valid') each(schema);
  }
  return joinOutcomes(outcomes);
}

/** The word that ends a stream of many providers, and is no event of it. */
const endOfStream = '[DONE]';

/** Takes the events of a stream, its text, its media type and what the contract has for it; gives what is wrong. */
export function judgeEvents(
  context: ProbeContext,
  events: readonly ServerSentEvent[],
  text: string,
  root: Node,
  sent: MediaTypeName,
  { schema, itemSchema }: MediaType,
): Outcome {
  const { schemas, api } = context;
  const outcomes: Outcome[] = [];
  const inside = (site: SchemaSite, value: unknown, prefix: string): void => {
    for (const { pointer, site: inner, content } of encodedContents(api.documents, site, value)) {
      const prefixed = `${prefix}${pointer} `;
      if ('value' in content) outcomes.push(judgeValue(schemas, inner, content.value, root, prefixed));
      else outcomes.push({ mismatches: [notJson(prefixed, content.reason, root, inner)], unjudged: [] });
    }
  };
  const whole = schema && streamSchema(api.documents, schema, sent.essence);
  if (whole) {
    outcomes.push(judgeValue(schemas, whole, events, root, 'events '));
    inside(whole, events, 'events ');
  }
  if (itemSchema) {
    for (const [index, event] of events.entries()) {
      outcomes.push(judgeValue(schemas, itemSchema, event, root, `event ${index + 1} `));
      inside(itemSchema, event, `event ${index + 1} `);
    }
  } else if (schema && !whole && schemas.judge(schema, text).kind === 'invalid') {
    for (const [index, event] of events.entries())
      outcomes.push(judgeEvent(context, event, schema, root, `event ${index + 1} `));
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
