import type { Node } from '../../document/document.ts';
import { appendKey, rootPointer, type Pointer } from '../../document/pointer.ts';
import type { Encoding, MediaType, SchemaSite } from '../../openapi/model.ts';
import { markExact } from '../../schema/exact.ts';
import { parseXml } from '../../schema/xml/parse-xml.ts';
import { parseMediaType, type MediaTypeName } from '../../openapi/media-type-name.ts';
import { codecOf, fits } from '../media-type.ts';
import { decodeBytes } from './charset.ts';
import type { ProbeContext } from './context.ts';
import { readExactJson } from './json-text.ts';
import { flawMismatch, judgeValue, type Mismatch } from './mismatch.ts';
import { asUrlencoded, type Part } from './multipart.ts';

/** What the parts of a form stand for, and what is wrong with how they travel. */
export interface FormValue {
  readonly value: unknown;
  readonly flaws: readonly Mismatch[];
}

/**
 * Takes the parts of a form, what the contract has for it and where the body is written; gives the object whose
 * members the parts are, each read by its own type, else the encoding's, else that of its schema (OpenAPI 3.1.1,
 * Encoding Object).
 */
export function decodeForm(
  context: ProbeContext,
  parts: readonly Part[],
  media: MediaType,
  at: Node,
): FormValue {
  const { typer, decoder } = context;
  const entries: [string, unknown][] = [];
  const flaws: Mismatch[] = [];
  const byName = new Map<string, Part[]>();
  for (const part of parts) {
    const name = part.name ?? '';
    const known = byName.get(name);
    if (known) known.push(part);
    else byName.set(name, [part]);
  }
  const styled = parts.filter(({ name = '' }) => media.encoding.get(name)?.styled);
  const form = styled.length > 0 ? decoder.form(media, asUrlencoded(styled)) : undefined;
  if (form?.kind === 'value') for (const entry of Object.entries(form.value as object)) entries.push(entry);
  for (const [name, all] of byName) {
    const encoding = media.encoding.get(name);
    if (encoding?.styled) continue;
    const property = typer.property(media.schema, name);
    const place = appendKey(rootPointer, name);
    for (const part of all)
      for (const flaw of partFlaws(context, part, encoding, place, at)) flaws.push(flaw);
    const list = typer.shapes(property).array;
    const schema = list && (all.length > 1 || !isJson(all[0], encoding)) ? typer.items(property) : property;
    const values = all.map((part) => decodePart(context, part, schema, encoding, { place, at, flaws }));
    entries.push([name, schema !== property || values.length > 1 ? markExact(values) : values[0]]);
  }
  const known = entries.filter(([, value]) => value !== undefined);
  return { value: markExact(Object.fromEntries(known)), flaws };
}

interface Place {
  readonly place: Pointer;
  readonly at: Node;
  readonly flaws: Mismatch[];
}

/** Takes one part and its schema; gives its value, undefined where it is not what its type says, which is told. */
export function decodePart(
  context: ProbeContext,
  part: Part,
  schema: SchemaSite | undefined,
  encoding: Encoding | undefined,
  { place, at, flaws }: Place,
): unknown {
  const { typer, readXml } = context;
  const type = typeOfPart(part, encoding);
  const codec = type && codecOf(type);
  const bytes = Buffer.from(part.text, 'latin1');
  const { array, object } = typer.shapes(schema);
  const plain = { essence: 'text/plain', parameters: new Map<string, string>() };
  const complain = (message: string): undefined => {
    const instance = place;
    flaws.push(flawMismatch('contentType', instance, message, at, encoding?.node ?? schema?.node ?? at));
    return undefined;
  };
  if (codec === undefined && part.fileName !== undefined) return part.text;
  if (codec === 'binary' || codec === 'none') return part.text;
  const decoded = decodeBytes(bytes, type ?? plain, codec ?? 'text');
  if (decoded.kind === 'malformed') return complain(`must be ${type?.essence ?? 'text'} (${decoded.reason})`);
  const text = decoded.kind === 'text' ? decoded.text : part.text;
  if (codec === 'json') {
    const reading = readExactJson(text);
    return 'reason' in reading ? complain(`must be JSON (${reading.reason})`) : reading.value;
  }
  if (codec === 'xml' && schema) {
    const reading = parseXml(text);
    if (reading.kind !== 'element') return complain(`must be XML (${reading.reason})`);
    return readXml(reading.element, schema).value;
  }
  // Whoever sends objects without saying so sends JSON.
  const structured = codec === undefined && (array || object) ? readExactJson(text) : undefined;
  if (structured && 'value' in structured && typeof structured.value === 'object') return structured.value;
  return typer.scalar(text, schema);
}

function isJson(part: Part | undefined, encoding: Encoding | undefined): boolean {
  if (!part) return false;
  const type = typeOfPart(part, encoding);
  return type ? codecOf(type) === 'json' : /^\s*\[/.test(part.text);
}

function typeOfPart({ contentType }: Part, encoding: Encoding | undefined): MediaTypeName | undefined {
  if (contentType !== undefined) return parseMediaType(contentType);
  const promised = encoding?.contentType;
  return promised === undefined || /[,*]/.test(promised) ? undefined : parseMediaType(promised);
}

function partFlaws(
  context: ProbeContext,
  { contentType, headers }: Part,
  encoding: Encoding | undefined,
  place: Pointer,
  at: Node,
): readonly Mismatch[] {
  if (!encoding) return [];
  const flaws: Mismatch[] = [];
  const sent = contentType === undefined ? undefined : parseMediaType(contentType);
  const ranges = encoding.contentType?.split(',').flatMap((range) => parseMediaType(range) ?? []);
  if (sent && ranges && ranges.length > 0 && !ranges.some((range) => fits(range, sent))) {
    const message = `must be sent as ${encoding.contentType}, is ${sent.essence}`;
    flaws.push(flawMismatch('contentType', place, message, at, encoding.node));
  }
  for (const [name, header] of encoding.headers) {
    if (name === 'content-type') continue;
    const decoded = context.decoder.header(header, headers.get(name) ?? []);
    const site = header.schema ?? header.content?.schema;
    if (decoded.kind === 'absent' && header.required)
      flaws.push(flawMismatch('headers', place, `must have the header ${header.name}`, at, header.node));
    if (decoded.kind === 'malformed') {
      const message = `has a header ${header.name} that cannot be read: ${decoded.reason}`;
      flaws.push(flawMismatch('headers', place, message, at, header.node));
    }
    if (decoded.kind !== 'value' || !site) continue;
    const { mismatches } = judgeValue(
      context.schemas,
      site,
      decoded.value,
      at,
      `${place} header ${header.name} `,
    );
    // A pointer into the header leads nowhere in the body.
    for (const each of mismatches) flaws.push({ ...each, at });
  }
  return flaws;
}
