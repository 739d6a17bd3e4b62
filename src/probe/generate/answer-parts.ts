import type { Facts } from '../judge/facts.ts';
import { readJson } from '../judge/json-text.ts';
import type { Answered } from './sender.ts';

/** Takes an outcome and the name of a header, in lower case; gives its value, undefined where it has none. */
export function headerOf(answered: Answered | Facts | undefined, name: string): string | undefined {
  const facts = answered && 'facts' in answered ? answered.facts : answered;
  return facts?.exchange.response?.headers?.find((one) => one.name.toLowerCase() === name)?.value;
}

/** Takes an outcome; gives its status, undefined where nothing came back. */
export function statusOf(answered: Answered | undefined): number | undefined {
  return answered?.facts.exchange.response?.status;
}

/** Takes what is known of an answer; gives the JSON of its body, undefined where it is none. */
export function jsonOf({ exchange: { response } }: Facts): unknown {
  const read = response?.body ? readJson(new TextDecoder().decode(response.body.bytes)) : undefined;
  return read && 'value' in read ? read.value : undefined;
}
