import type { Documents } from '../document/documents.ts';
import type { Header, MediaType, Parameter } from '../openapi/model.ts';
import type { Decoded, Encoded } from './encoded.ts';
import { markExact } from './exact.ts';
import { readForm, type FormField, type FormReading } from './forms.ts';
import type { Schemas } from './schemas.ts';
import { decodeText, splitStyle, type Shape } from './styles.ts';
import { createTextTyper, parseJson, type TextTyper } from './typed-text.ts';

/** Several parameters read from one text, and the names in it that none of them claims, each once. */
export interface DecodedNames<P> {
  /** One that is not in it may be absent here too. */
  readonly values: ReadonlyMap<P, Decoded>;
  readonly undeclared: readonly string[];
}

/** Reads parameters as they travel: the inverse of `encodeParameter`. */
export interface ParameterDecoder {
  /** Takes a path parameter and the text that stands for its template expression, still encoded. */
  path(parameter: Parameter, text: string): Decoded;
  /** Takes a header and its field values, one for each line; none where it is absent. */
  header(header: Header | Parameter, values: readonly string[]): Decoded;
  /** Takes the query parameters of an operation and a query without `?`. */
  query<P extends Encoded>(parameters: readonly P[], query: string): DecodedNames<P>;
  /** Takes the cookie parameters of an operation and the value of the Cookie header. */
  cookies<P extends Encoded>(parameters: readonly P[], cookie: string | undefined): DecodedNames<P>;
  /** Takes a form's media type and a body (`application/x-www-form-urlencoded`); gives the object it stands for. */
  form(mediaType: MediaType, body: string): Decoded;
}

/** Takes the texts of a description and its schemas; gives what reads parameters by them. */
export function createParameterDecoder(documents: Documents, schemas: Schemas): ParameterDecoder {
  const typer = createTextTyper(documents, schemas);

  const named = <P extends Encoded>(
    parameters: readonly P[],
    text: string,
    location: 'query' | 'cookie',
  ): DecodedNames<P> => {
    // Most requests have none: what is not there is absent.
    if (text === '') return nothingNamed;
    const fields = fieldsOf(text, location);
    const reading = readForm(parameters, fields, typer);
    const values = new Map(
      parameters.map((parameter) => [
        parameter,
        decodeReading(parameter, reading.readings.get(parameter), typer),
      ]),
    );
    return { values, undeclared: reading.undeclared };
  };

  return {
    path: (parameter, text) => decodeOne(parameter, text, typer),
    header(header, values) {
      if (values.length === 0) return { kind: 'absent' };
      const encoded = asHeader(header);
      const [only = ''] = values;
      if (values.length === 1) return decodeOne(encoded, only.trim(), typer);
      return decodeOne(
        encoded,
        values.map((value) => value.trim()).join(','),
        typer,
        values.join(', ').trim(),
      );
    },
    query(parameters, query) {
      const whole = parameters.filter((parameter) => parameter.in === 'querystring');
      const others = named(
        parameters.filter((parameter) => parameter.in !== 'querystring'),
        query,
        'query',
      );
      if (whole.length === 0) return others;
      const values = new Map(others.values);
      for (const parameter of whole) {
        const form = parameter.content?.range.startsWith('application/x-www-form-urlencoded');
        if (query === '') values.set(parameter, { kind: 'absent' });
        else if (form && parameter.content)
          values.set(parameter, decodeForm(parameter.content, query, typer));
        else values.set(parameter, decodeOne(parameter, query, typer));
      }
      return { values, undeclared: [] };
    },
    cookies: (parameters, cookie) => named(parameters, cookie ?? '', 'cookie'),
    form: (mediaType, body) => decodeForm(mediaType, body, typer),
  };
}

const headers = new WeakMap<Header | Parameter, Encoded>();

/** A header as a parameter in one, made once: every response asks the same again. */
function asHeader(header: Header | Parameter): Encoded {
  let encoded = headers.get(header);
  if (!encoded) {
    const { name, schema, content, style, explode, allowReserved } = header;
    encoded = { name, schema, content, style, explode, allowReserved, in: 'header' };
    headers.set(header, encoded);
  }
  return encoded;
}

/** Names and values of a query, a form or a Cookie header, values still encoded. */
function fieldsOf(text: string, location: 'query' | 'cookie'): FormField[] {
  const fields: FormField[] = [];
  for (const pair of text.split(location === 'query' ? '&' : /; ?/)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    fields.push({
      name: decodeText(name, location) ?? name,
      text: equals === -1 ? '' : pair.slice(equals + 1),
    });
  }
  return fields;
}

function decodeReading(parameter: Encoded, reading: FormReading | undefined, typer: TextTyper): Decoded {
  if (!reading) return { kind: 'absent' };
  if (reading.kind === 'repeated')
    return { kind: 'malformed', reason: `it is there ${reading.times} times, and takes one value` };
  const [first, ...others] =
    reading.kind === 'one' ? [reading.text] : reading.kind === 'array' ? reading.texts : [];
  if (first === '' && others.length === 0 && parameter.allowEmptyValue) return { kind: 'empty' };
  if (reading.kind === 'one') return decodeOne(parameter, reading.text, typer);
  if (reading.kind === 'value') return reading;
  const decode = (text: string): string | undefined => decodeText(text, parameter.in);
  const texts = (reading.kind === 'array' ? reading.texts : reading.entries.map(([, text]) => text)).map(
    decode,
  );
  if (!texts.every((text) => text !== undefined)) return brokenEncoding;
  if (reading.kind === 'array') return { kind: 'value', value: typer.array(texts, parameter.schema) };
  const entries = reading.entries.map(([name], index) => [name, texts[index] ?? ''] as const);
  return { kind: 'value', value: typer.object(entries, parameter.schema) };
}

const nothingNamed = { values: new Map<never, Decoded>(), undeclared: [] };

const brokenEncoding: Decoded = { kind: 'malformed', reason: 'its percent-encoding is broken' };

/** One text that is the whole of a parameter. `scalarText` is it where it is no list. */
function decodeOne(parameter: Encoded, text: string, typer: TextTyper, scalarText = text): Decoded {
  const { schema, content } = parameter;
  if (content) return decodeContent(content, decodeText(scalarText, parameter.in), typer);
  const shapes = typer.shapes(schema);
  if (!shapes.array && !shapes.object && parameter.style !== 'label' && parameter.style !== 'matrix') {
    const decoded = decodeText(parameter.in === 'header' ? scalarText.trim() : scalarText, parameter.in);
    return decoded === undefined ? brokenEncoding : { kind: 'value', value: typer.scalar(decoded, schema) };
  }
  const readings: unknown[] = [];
  let flaw: Decoded | undefined;
  for (const shape of ['array', 'object', 'primitive'] satisfies Shape[]) {
    if (!shapes[shape]) continue;
    const pieces = splitStyle(shape === 'primitive' ? scalarText : text, parameter.name, parameter, shape);
    if ('reason' in pieces) {
      flaw ??= { kind: 'malformed', reason: pieces.reason };
      continue;
    }
    const decoded = pieces.map((piece) =>
      decodeText(parameter.in === 'header' ? piece.trim() : piece, parameter.in),
    );
    if (!decoded.every((piece) => piece !== undefined)) return brokenEncoding;
    readings.push(...read(shape, decoded, parameter, typer));
  }
  if (readings.length === 0) return flaw ?? { kind: 'absent' };
  return { kind: 'value', value: typer.best(readings, schema) };
}

function read(shape: Shape, texts: readonly string[], parameter: Encoded, typer: TextTyper): unknown[] {
  const { schema } = parameter;
  if (shape === 'primitive') return [typer.scalar(texts[0] ?? '', schema)];
  if (shape === 'object') {
    const entries = texts.flatMap((name, index) =>
      index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : [],
    );
    return [typer.object(entries, schema)];
  }
  const [only] = texts;
  if (texts.length !== 1 || only === undefined) return [typer.array(texts, schema)];
  if (only === '') return [[], typer.array(texts, schema)];
  // Many clients encode the commas between items too, where RFC 6570 takes them for part of one.
  const encoded =
    only.includes(',') && parameter.in !== 'header' ? [typer.array(only.split(','), schema)] : [];
  return [typer.array(texts, schema), ...encoded];
}

function decodeContent(content: MediaType, text: string | undefined, typer: TextTyper): Decoded {
  if (text === undefined) return brokenEncoding;
  if (!/^application\/(?:[^;\s]+\+)?json\b/i.test(content.range))
    return { kind: 'value', value: typer.scalar(text, content.schema) };
  const value = parseJson(text);
  return value === undefined
    ? { kind: 'malformed', reason: `it is not the ${content.range} that is promised` }
    : { kind: 'value', value };
}

/** OpenAPI 3.1 Encoding Object for `application/x-www-form-urlencoded`: the object whose members are the fields. */
function decodeForm({ schema, encoding }: MediaType, body: string, typer: TextTyper): Decoded {
  const fields = fieldsOf(body, 'query');
  const { declared } = typer.names(schema);
  const names = new Set([...declared, ...fields.map(({ name }) => name)]);
  const parameters = [...names].map((name): Encoded => {
    const written = encoding.get(name);
    const { style, explode, allowReserved } = written?.styled
      ? written
      : { style: 'form' as const, explode: true, allowReserved: false };
    return {
      name,
      in: 'query',
      style,
      explode,
      allowReserved,
      schema: typer.property(schema, name),
      content: undefined,
    };
  });
  const { readings } = readForm(parameters, fields, typer, true);
  const entries: [string, unknown][] = [];
  for (const parameter of parameters) {
    const decoded = decodeReading(parameter, readings.get(parameter), typer);
    if (decoded.kind === 'malformed')
      return { kind: 'malformed', reason: `${parameter.name}: ${decoded.reason}` };
    if (decoded.kind === 'value') entries.push([parameter.name, decoded.value]);
  }
  return { kind: 'value', value: markExact(Object.fromEntries(entries)) };
}
