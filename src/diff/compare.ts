import { templateNames, templateShape } from '../openapi/template.ts';
import type {
  Api,
  Header,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SchemaSite,
} from '../openapi/model.ts';
import type { DiffVisitor, Sender, Site } from './check.ts';
import { isPair, newest, pairBy, type Pair, type Side } from './pair.ts';

/** Takes two versions and what wants to see their parts; hands over each part once per operation, in pairs. */
export function compare(pair: Pair<Api>, visitors: readonly DiffVisitor[]): void {
  for (const visitor of visitors) visitor.api?.(pair);
  const shape = ({ method, path }: Operation) => `${method} ${templateShape(path)}`;
  operations(pairBy(pair.before.operations, pair.after.operations, shape), 'consumer', visitors, 0);
  const name = ({ method, path }: Operation) => `${method} ${path}`;
  operations(pairBy(pair.before.webhooks, pair.after.webhooks, name), 'provider', visitors, 0);
}

/** Callbacks may have callbacks: nobody writes more than this many below each other, but a cycle would. */
const deepest = 4;

function operations(
  sides: readonly Side<Operation>[],
  sender: Sender,
  visitors: readonly DiffVisitor[],
  depth: number,
): void {
  for (const side of sides) {
    const site = (by: Sender, where: string): Site => ({ operation: side, sender: by, where });
    for (const visitor of visitors) visitor.operation?.(side, site(sender, newest(side).key));
    if (!isPair(side)) continue;
    const { before, after } = side;
    const receiver: Sender = sender === 'consumer' ? 'provider' : 'consumer';

    for (const parameter of pairBy(before.parameters, after.parameters, parameterKey(side))) {
      const { in: place, name, content } = newest(parameter);
      const at = site(sender, `${place} parameter "${name}"`);
      for (const visitor of visitors) visitor.parameter?.(parameter, at);
      if (!isPair(parameter)) continue;
      schemas(parameter, { ...at, text: true }, visitors);
      if (content) contents(contentOf(parameter), at, visitors);
    }
    body({ before: before.requestBody, after: after.requestBody }, site(sender, 'request body'), visitors);
    for (const response of pairBy(
      before.responses.values(),
      after.responses.values(),
      ({ status }) => status,
    )) {
      responses(response, site(receiver, `response ${newest(response).status}`), visitors);
    }
    if (depth >= deepest) continue;
    const callbacks = ({ callbacks: all }: Operation) => [...all.values()].flatMap((one) => one.operations);
    operations(
      pairBy(callbacks(before), callbacks(after), ({ method, path }) => `${method} ${path}`),
      receiver,
      visitors,
      depth + 1,
    );
  }
}

function responses(side: Side<Response>, site: Site, visitors: readonly DiffVisitor[]): void {
  for (const visitor of visitors) visitor.response?.(side, site);
  if (!isPair(side)) return;
  const { before, after } = side;
  const name = (header: Header) => header.name.toLowerCase();
  for (const header of pairBy(before.headers.values(), after.headers.values(), name)) {
    const at = { ...site, where: `${site.where}, header "${newest(header).name}"` };
    for (const visitor of visitors) visitor.header?.(header, at);
    if (isPair(header)) schemas(header, { ...at, text: true }, visitors);
  }
  contents({ before: before.content, after: after.content }, site, visitors);
}

function body(
  { before, after }: { readonly before: RequestBody | undefined; readonly after: RequestBody | undefined },
  site: Site,
  visitors: readonly DiffVisitor[],
): void {
  if (!before && !after) return;
  const side = { before, after } as Side<RequestBody>;
  for (const visitor of visitors) visitor.requestBody?.(side, site);
  if (isPair(side)) contents({ before: side.before.content, after: side.after.content }, site, visitors);
}

function contents(
  { before, after }: Pair<ReadonlyMap<string, MediaType>>,
  site: Site,
  visitors: readonly DiffVisitor[],
): void {
  for (const side of pairBy(before.values(), after.values(), ({ range }) => mediaTypeKey(range))) {
    const at = { ...site, where: `${site.where} ${newest(side).range}` };
    for (const visitor of visitors) visitor.mediaType?.(side, at);
    if (isPair(side)) schemas(side, at, visitors);
  }
}

function schemas(
  { before, after }: Pair<{ readonly schema: SchemaSite | undefined }>,
  site: Site,
  visitors: readonly DiffVisitor[],
): void {
  if (!before.schema || !after.schema) return;
  for (const visitor of visitors) visitor.schema?.({ before: before.schema, after: after.schema }, site);
}

function contentOf({ before, after }: Pair<Parameter>): Pair<ReadonlyMap<string, MediaType>> {
  const one = ({ content }: Parameter) => new Map(content ? [[content.range, content]] : []);
  return { before: one(before), after: one(after) };
}

/** Type, subtype and parameter names have no case; blanks between them mean nothing (RFC 9110 section 8.3.1). */
function mediaTypeKey(range: string): string {
  return range
    .toLowerCase()
    .replace(/\s*;\s*/g, ';')
    .trim();
}

/** A path parameter is its place in the path, whatever it is called; a header has no case. */
function parameterKey({ before, after }: Pair<Operation>): (parameter: Parameter) => string {
  const places = new Map<Parameter, number>();
  for (const { path, parameters } of [before, after]) {
    const names = templateNames(path);
    for (const parameter of parameters) {
      if (parameter.in === 'path') places.set(parameter, names.indexOf(parameter.name));
    }
  }
  return (parameter) => {
    const { in: place, name } = parameter;
    const index = places.get(parameter) ?? -1;
    if (place === 'path' && index >= 0) return `path ${index}`;
    return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
  };
}
