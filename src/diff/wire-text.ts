import type { Header, Parameter, ParameterLocation, SchemaSite, Serialization } from '../openapi/model.ts';
import { encodeParameter } from '../schema/encode.ts';
import { isPair, type Side } from './pair.ts';

/** Knows which schemas stand in parameters and headers, and writes their values as they travel. */
export interface WireTexts {
  parameter(side: Side<Parameter>): void;
  header(side: Side<Header>): void;
  /** Takes a schema and a value of it; gives the text on the wire, undefined for what travels as a body. */
  textOf(site: SchemaSite, value: unknown): string | undefined;
}

interface Carrier extends Serialization {
  readonly name: string;
  readonly in: ParameterLocation;
}

/** Gives one that knows nothing yet. */
export function createWireTexts(): WireTexts {
  const carriers = new Map<SchemaSite, Carrier>();
  const add = (site: SchemaSite | undefined, carrier: Carrier): void => {
    if (site !== undefined) carriers.set(site, carrier);
  };
  return {
    parameter(side) {
      if (isPair(side)) for (const one of [side.before, side.after]) add(one.schema, one);
    },
    header(side) {
      if (isPair(side))
        for (const one of [side.before, side.after]) add(one.schema, { ...one, in: 'header' });
    },
    textOf(site, value) {
      const carrier = carriers.get(site);
      if (carrier === undefined) return undefined;
      const text = encodeParameter(carrier.name, value, carrier, carrier.in);
      if (carrier.in === 'query' || carrier.in === 'cookie') return text;
      return carrier.in === 'header' ? `${carrier.name}: ${text}` : text;
    },
  };
}
