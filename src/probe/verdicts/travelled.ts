import type { Parameter, SchemaSite } from '../../openapi/model.ts';
import type { BodyFacts } from '../judge/body.ts';
import type { Facts } from '../judge/facts.ts';
import type { Mismatch, Outcome } from '../judge/mismatch.ts';

export type Side = 'request' | 'response';

/** A value that was judged, and the schema that judged it. */
export interface Travelled {
  /** What it is the value of: `body`, or the place and name of a parameter or header. */
  readonly of: string;
  readonly site: SchemaSite;
  readonly value: unknown;
}

/** Takes facts and a mismatch in them; gives what it is in, as `Travelled.of`. */
export function whatOf({ request, response }: Facts, mismatch: Mismatch): string {
  const isIn = ({ outcome }: { readonly outcome: Outcome }) => outcome.mismatches.includes(mismatch);
  const parameter = request?.parameters.parameters.find(isIn)?.parameter;
  if (parameter) return nameOf(parameter);
  const header = response?.headers.find(isIn)?.header;
  return header ? nameOf({ in: 'header', name: header.name }) : 'body';
}

function nameOf({ in: place, name }: Pick<Parameter, 'in' | 'name'>): string {
  return `${place} ${name}`;
}

/** Takes facts and a side; gives every value that travelled there, with the schema that it was judged with. */
export function travelled({ request, response }: Facts, side: Side): Travelled[] {
  if (side === 'request') {
    if (request === undefined) return [];
    const found = bodyValues(request.body);
    for (const { parameter, value } of request.parameters.parameters)
      add(found, nameOf(parameter), parameter.schema ?? parameter.content?.schema, value);
    return found;
  }
  if (response === undefined) return [];
  const found = bodyValues(response.body);
  for (const { header, value } of response.headers)
    add(found, nameOf({ in: 'header', name: header.name }), header.schema ?? header.content?.schema, value);
  return found;
}

/** Takes a body; gives every value that was judged in it, with the schema that it was judged with. */
export function bodyValues(body: BodyFacts): Travelled[] {
  const found: Travelled[] = [];
  if (body.kind !== 'judged' || !body.media || !body.decoded) return found;
  const { schema, itemSchema } = body.media;
  const { decoded } = body;
  switch (decoded.kind) {
    case 'value':
      add(found, 'body', schema, decoded.value);
      break;
    case 'text':
      add(found, 'body', schema, decoded.text);
      break;
    case 'items':
      for (const { value } of decoded.items) add(found, 'body', itemSchema ?? schema, value);
      break;
    case 'events':
      for (const value of decoded.events) add(found, 'body', itemSchema, value);
      break;
    default:
  }
  return found;
}

function add(found: Travelled[], of: string, site: SchemaSite | undefined, value: unknown): void {
  if (site !== undefined && value !== undefined) found.push({ of, site, value });
}
