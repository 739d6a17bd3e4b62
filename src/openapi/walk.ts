import { child, textIn } from '../document/node.ts';
import { builders } from './build/api.ts';
import { mediaRanges } from './build/swagger.ts';
import { directionsOf } from './directions.ts';
import { followed } from './follow.ts';
import { impliedBy } from './references.ts';
import type { LoadedApi } from './load.ts';
import type { Example, MediaType, Tag } from './model.ts';
import { objectTeller } from './object-hooks.ts';
import { hooksByKeyword } from './schema-hooks.ts';
import { isReference } from './structure/check.ts';
import { structureOf } from './structure/table.ts';
import type { SchemaVisit, Visitor } from './visit.ts';
import type { ObjectVisit, ReferenceVisit } from './visits.ts';
import {
  callbackOperations,
  callbacksOf,
  componentName,
  direction,
  lastKey,
  operationsByValue,
  owner,
  pathKind,
  type MediaTypeOwner,
} from './walk-places.ts';

type Hooks = Omit<Visitor, 'schemasWith' | 'objectsOf' | 'object' | 'schema' | 'text'>;
type Tell = <Name extends keyof Hooks>(name: Name, ...args: Parameters<NonNullable<Hooks[Name]>>) => void;
type Hook = (first?: unknown, second?: unknown, third?: unknown) => void;

/**
 * Takes a loaded API and visitors; hands every definition to each visitor that asks for its kind, once, in the
 * order of the text, referenced documents after. An operation of a path item that several paths share is handed
 * over for each of them. In 2.0, parameters, headers and items are handed over as schemas too, as what their
 * values have to be is written in them; bodies are handed over with their operation.
 */
export function visit(loaded: LoadedApi, visitors: readonly Visitor[]): void {
  const steps = createWalk(loaded, visitors);
  steps.start();
  loaded.visits.forEach((each) => {
    if (each.type === 'reference') steps.reference(each);
    else steps.object(each);
  });
  steps.end();
}

function createWalk(loaded: LoadedApi, visitors: readonly Visitor[]) {
  const { api, visits } = loaded;
  const make = builders(api);
  const listeners: { [Name in keyof Hooks]?: readonly Hook[] } = {};
  const table = structureOf(api.version);
  const second = api.version === '2.0';
  const bodies = new Set<unknown>();
  let tags: ReadonlyMap<unknown, Tag> | undefined;
  const callbacks = callbacksOf(visits, make);
  const operations = operationsByValue([
    ...api.operations,
    ...api.webhooks,
    ...callbackOperations(callbacks),
  ]);
  const schemaHooks = hooksByKeyword(visitors);
  const tellObject = objectTeller(visitors);
  const directions = visitors.some((each) => each.schema)
    ? directionsOf(loaded, [...operations.values()].flat())
    : undefined;

  /** The functions that ask for a hook, looked up when it is first told of something. */
  function listening(name: keyof Hooks): readonly Hook[] {
    return (listeners[name] ??= visitors.flatMap(
      (each) => (each[name]?.bind(each) as Hook | undefined) ?? [],
    ));
  }

  function wants(name: keyof Hooks): boolean {
    return listening(name).length > 0;
  }

  /** Called as often as there are definitions: without an array of arguments for each call. */
  const tell: Tell = (name: keyof Hooks, first?: unknown, second?: unknown, third?: unknown): void => {
    const hooks = listening(name);
    for (let index = 0; index < hooks.length; index++) hooks[index]?.(first, second, third);
  };

  function tellMedia(mediaType: MediaType, owner: MediaTypeOwner): void {
    tell('mediaType', mediaType, owner);
    tellUnnamed(mediaType.examples);
  }

  /** An `example` is no object of its own, and is handed over with what it is an example of. */
  function tellUnnamed(examples: readonly Example[]): void {
    for (const example of examples) if (example.name === undefined) tell('example', example);
  }

  function schema(at: ObjectVisit): void {
    const { node, dialect, parent, kind } = at;
    const { value } = node;
    if (directions === undefined) return;
    if (
      isReference(table[kind], value) &&
      (second || api.version === '3.0' || Object.keys(value).length === 1)
    )
      return;
    const seen: SchemaVisit = {
      node,
      dialect: dialect ?? 'openapi-2.0',
      componentName: componentName(node, parent),
      nested: parent?.kind === 'schema' || kind === 'items',
      directions: directions(at),
    };
    const hooks = schemaHooks(value);
    for (let index = 0; index < hooks.length; index++) hooks[index]?.(seen);
  }

  function operation(at: ObjectVisit): void {
    const list = operations.get(at.node.value) ?? [];
    for (const each of list) tell('operation', each);
    const [first] = list;
    const own = first && make.security.requirements(child(at.node, 'security'));
    if (own) tell('security', own, first);
    const body = second && (wants('requestBody') || wants('mediaType')) ? first?.requestBody : undefined;
    if (body === undefined || bodies.has(body.node.value)) return;
    bodies.add(body.node.value);
    tell('requestBody', body);
    for (const each of body.content.values()) tellMedia(each, 'request');
  }

  function response(at: ObjectVisit, name: string): void {
    if (!wants('response') && !(second && (wants('mediaType') || wants('example')))) return;
    const holder = at.parent?.parent?.kind === 'operation' ? at.parent.parent.node : undefined;
    const produces = second ? mediaRanges(holder, api.node, 'produces') : [];
    const made = make.messages.response(name, at.node, produces);
    if (made === undefined) return;
    tell('response', made);
    if (second) for (const each of made.content.values()) tellMedia(each, 'response');
  }

  function mediaType(at: ObjectVisit, name: string): void {
    if (!wants('mediaType') && !wants('example')) return;
    const made = make.media.mediaType(name, at.node, direction(at));
    if (made) tellMedia(made, owner(at));
  }

  function encoding(at: ObjectVisit, name: string): void {
    if (!wants('encoding')) return;
    let holder = at.parent;
    while (holder?.kind === 'encoding') holder = holder.parent;
    if (holder?.kind !== 'mediaType') return;
    const range = make.media.mediaType(lastKey(holder), holder.node, direction(holder));
    const made = make.media.encoding(at.node, direction(holder));
    if (range && made) tell('encoding', name, made, range);
  }

  function parameter(at: ObjectVisit): void {
    const location = textIn(at.node, 'in');
    if (second && location !== 'body') schema(at);
    const made = make.parameters.parameter(
      at.node,
      at.parent?.kind === 'pathItem' ? 'path-item' : 'operation',
    );
    if (made === undefined) return;
    tell('parameter', made);
    tellUnnamed(made.examples);
  }

  function header(at: ObjectVisit, name: string): void {
    if (second) schema(at);
    const made = make.media.header(name, at.node, at.parent?.kind === 'encoding' ? 'request' : 'response');
    if (made === undefined) return;
    tell('header', made);
    tellUnnamed(made.examples);
  }

  function pathItem(at: ObjectVisit, name: string): void {
    const kind = pathKind(at, name);
    const node = kind && followed(api.documents, at.node);
    if (kind && node) tell('pathItem', { node, use: at.node, name, kind });
  }

  function definition(at: ObjectVisit): void {
    switch (at.kind) {
      case 'server': {
        const made = make.servers.server(at.node);
        return made && tell('server', made);
      }
      case 'tag': {
        tags ??= new Map(api.tags.map((tag) => [tag.node.value, tag]));
        const made = tags.get(at.node.value);
        return made && tell('tag', made);
      }
      case 'securityScheme': {
        const made = make.security.scheme(lastKey(at), at.node);
        return made && tell('securityScheme', made);
      }
      case 'callback': {
        const made = callbacks.get(at);
        return made && tell('callback', made);
      }
      case 'requestBody': {
        const made = make.messages.requestBody(at.node);
        return made && tell('requestBody', made);
      }
      case 'example': {
        const made = make.media.example(lastKey(at), at.node);
        return made && tell('example', made);
      }
      case 'link': {
        const made = make.messages.link(lastKey(at), at.node);
        return made && tell('link', made);
      }
      case 'operation':
        return operation(at);
      case 'parameter':
        return parameter(at);
      case 'response':
        return response(at, lastKey(at));
      case 'header':
        return header(at, lastKey(at));
      case 'mediaType':
        return mediaType(at, lastKey(at));
      case 'encoding':
        return encoding(at, lastKey(at));
      case 'items':
        return schema(at);
      default:
        return undefined;
    }
  }

  return {
    start(): void {
      tell('api', api);
      if (second) for (const server of api.servers) tell('server', server);
      if (api.security) tell('security', api.security, undefined);
    },
    object(at: ObjectVisit): void {
      tellObject(at.node, at.kind);
      if (at.kind === 'schema') return schema(at);
      if (at.kind === 'pathItem') return pathItem(at, lastKey(at));
      if (!isReference(table[at.kind], at.node.value)) definition(at);
    },
    reference(at: ReferenceVisit): void {
      if (!wants('reference')) return;
      const { node, kind, target } = at;
      tell('reference', { node, kind, first: target, target: target && followed(api.documents, target) });
      const implied = impliedBy(at);
      if (implied)
        tell('reference', { node: implied.by, kind, first: implied.schema, target: implied.schema });
    },
    end(): void {
      tell('end');
    },
  };
}
