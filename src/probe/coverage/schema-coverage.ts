import { child } from '../../document/node.ts';
import { parentPointer } from '../../document/pointer.ts';
import type { Covered, Unseen } from '../../findings/run-report.ts';
import type { Api, Header, MediaType, Parameter, SchemaSite } from '../../openapi/model.ts';
import type { Schemas } from '../../schema/schemas.ts';
import { shownValue } from '../shown.ts';
import { partName } from './names.ts';
import { createParts, type Contents, type Part, type Seen } from './part.ts';
import { createSight } from './sight.ts';

type Kind = 'requestProperties' | 'responseProperties' | 'enumValues' | 'alternatives';

/** What of schemas values have shown. */
export interface SchemaCoverage {
  /**
   * Takes a schema and a value that was judged with it; gives whether it was looked at whole, so that the same value
   * has nothing to show any more.
   */
  see(site: SchemaSite, value: unknown): boolean;
  /** Takes a schema; gives whether values have shown all that there is to see in it. */
  isDone(site: SchemaSite | undefined): boolean;
  /** Of all schemas that the operations of the API have. */
  counts(): Readonly<Record<Kind, Covered>> & { readonly unseen: readonly Unseen[] };
}

/** Takes an API and its schemas; gives what counts what of them values show. */
export function createSchemaCoverage(api: Api, schemas: Schemas): SchemaCoverage {
  const partOf = createParts(api.documents);
  const look = createSight(schemas);
  return {
    see: (site, value) => look(partOf(site), value),
    isDone: (site) => site === undefined || partOf(site).done,
    counts() {
      const covered: Record<Kind, { covered: number; total: number }> = {
        requestProperties: { covered: 0, total: 0 },
        responseProperties: { covered: 0, total: 0 },
        enumValues: { covered: 0, total: 0 },
        alternatives: { covered: 0, total: 0 },
      };
      const unseen: Unseen[] = [];
      const count = (kind: Kind, { seen }: Seen, name: () => string): void => {
        covered[kind].total += 1;
        if (seen) covered[kind].covered += 1;
        // Of thousands, most reports name a few.
        else
          unseen.push({
            kind,
            get name() {
              return name();
            },
          });
      };
      for (const part of reachable(sitesOf(api), partOf)) {
        const { properties, values, unions } = part.contents();
        const kind = part.site.direction === 'request' ? 'requestProperties' : 'responseProperties';
        for (const one of properties.values()) count(kind, one, () => partName(one.node));
        const where = `in ${part.site.direction}s`;
        // A list of one is a constant, which whoever sends the value has shown.
        if (values.size > 1)
          for (const [value, one] of values)
            count('enumValues', one, () => `${partName(part.site.node)} ${shownValue(value)} ${where}`);
        for (const { branches } of unions)
          for (const one of branches)
            count('alternatives', one, () => `${partName(part.site.node)} ${branchName(one)} ${where}`);
      }
      return { ...covered, unseen };
    },
  };
}

function branchName({ node }: Seen): string {
  const reference = child(node, '$ref')?.value;
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1);
  const title = child(node, 'title')?.value ?? child(node, 'type')?.value;
  const index = Number(node.pointer.slice((parentPointer(node.pointer) ?? '').length + 1)) + 1;
  return typeof title === 'string' ? title : `alternative ${index}`;
}

function* reachable(sites: Iterable<SchemaSite>, partOf: (site: SchemaSite) => Part): Generator<Part> {
  const found = new Set<Part>();
  const left: Part[] = [];
  for (const site of sites) left.push(partOf(site));
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    if (found.has(part)) continue;
    found.add(part);
    yield part;
    for (const each of inside(part.contents())) left.push(each);
  }
}

function inside({ same, properties, others, prefix, items, unions }: Contents): Part[] {
  return [
    ...same,
    ...[...properties.values()].flatMap(({ part }) => part ?? []),
    ...(others ? [others] : []),
    ...prefix,
    ...(items ? [items] : []),
    ...unions.flatMap(({ branches }) => branches.map(({ part }) => part)),
  ];
}

function sitesOf({ operations }: Api): SchemaSite[] {
  const sites: SchemaSite[] = [];
  const add = (site: SchemaSite | undefined): void => void (site && sites.push(site));
  const addOne = ({ schema, content }: Parameter | Header): void => add(schema ?? content?.schema);
  const addContent = (content: ReadonlyMap<string, MediaType>): void => {
    for (const { schema, itemSchema } of content.values()) {
      add(schema);
      add(itemSchema);
    }
  };
  for (const { parameters, requestBody, responses } of operations) {
    for (const parameter of parameters) addOne(parameter);
    if (requestBody) addContent(requestBody.content);
    for (const { headers, content } of responses.values()) {
      for (const header of headers.values()) addOne(header);
      addContent(content);
    }
  }
  return sites;
}
