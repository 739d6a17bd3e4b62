import { child, nodeAt, objectChild } from '../../document/node.ts';
import type { Node } from '../../document/document.ts';
import type { Api, Operation } from '../../openapi/model.ts';
import type { Group } from '../verdicts/fold.ts';
import type { Subject } from '../verdicts/subject.ts';
import type { Change } from './change.ts';

/**
 * Takes findings that no schema decides, and the API; gives the changes of the contract after which they are gone, none
 * where there is no plain one. What is described anew is described as far as it was seen: a team has to add the words.
 */
export function contractChanges({ folds, subject }: Group, api: Api): readonly Change[] {
  const [fold] = folds;
  if (!fold) return [];
  const { operation, status, name } = subject;
  const at = placeOf(fold.identity.place, api);
  switch (fold.first.code) {
    case 'status-undocumented':
      return operation && status !== undefined ? newStatus(operation, status, subject, api) : [];
    case 'media-type-undocumented':
      return subject.documented && api.version !== '2.0'
        ? newTypes(subject.documented.node, subject.responseTypes)
        : [];
    case 'body-unexpected':
      return subject.documented
        ? newBody(subject.documented.node, subject.responseTypes, api, operation)
        : [];
    case 'body-missing':
      return at
        ? [{ at, description: 'promise no body', drop: [api.version === '2.0' ? 'schema' : 'content'] }]
        : [];
    case 'request-media-type-undocumented':
      return requestTypes(operation, subject.requestTypes, api);
    case 'request-body-missing':
    case 'parameter-missing':
    case 'response-header-missing':
      return at && child(at, 'required')?.value === true
        ? [{ at, description: 'make it optional', set: { required: false } }]
        : [];
    case 'parameter-undeclared':
      return operation && name !== undefined ? [newParameter(operation, name, api)] : [];
    default:
      return [];
  }
}

function placeOf(place: Group['folds'][number]['identity']['place'], api: Api): Node | undefined {
  if (place === undefined) return undefined;
  const document = api.documents.all.get(place.uri);
  return document && nodeAt(document, place.pointer);
}

function newStatus(operation: Operation, status: number, subject: Subject, api: Api): readonly Change[] {
  const responses = objectChild(operation.node, 'responses');
  const types = [...subject.responseTypes];
  const response = { description: `Status ${status}`, ...contentOf(types, api) };
  if (api.version === '2.0' && types.some((type) => !produces(operation, type, api))) return [];
  const description = `describe status ${status}`;
  return responses
    ? [{ at: responses, description, set: { [status]: response } }]
    : [{ at: operation.node, description, set: { responses: { [status]: response } } }];
}

function contentOf(types: readonly string[], { version }: Api): Readonly<Record<string, unknown>> {
  if (types.length === 0) return {};
  return version === '2.0'
    ? { schema: {} }
    : { content: Object.fromEntries(types.map((type) => [type, {}])) };
}

function produces({ node }: Operation, type: string, api: Api): boolean {
  const written = child(node, 'produces')?.value ??
    child(api.node, 'produces')?.value ?? ['application/json'];
  return Array.isArray(written) && written.includes(type);
}

function newTypes(at: Node, types: ReadonlySet<string>): readonly Change[] {
  const content = objectChild(at, 'content');
  const missing = [...types].filter((type) => !content || !Object.hasOwn(content.value, type));
  if (missing.length === 0) return [];
  const set = Object.fromEntries(missing.map((type) => [type, {}]));
  const description = `describe ${missing.join(', ')}`;
  return content ? [{ at: content, description, set }] : [{ at, description, set: { content: set } }];
}

function newBody(
  at: Node,
  types: ReadonlySet<string>,
  api: Api,
  operation: Operation | undefined,
): readonly Change[] {
  if (api.version !== '2.0') return newTypes(at, types);
  if (!operation || [...types].some((type) => !produces(operation, type, api))) return [];
  return [{ at, description: 'describe its body', set: { schema: {} } }];
}

function requestTypes(
  operation: Operation | undefined,
  types: ReadonlySet<string>,
  { version }: Api,
): readonly Change[] {
  if (!operation || version === '2.0' || types.size === 0) return [];
  if (operation.requestBody) return newTypes(operation.requestBody.node, types);
  const content = Object.fromEntries([...types].map((type) => [type, {}]));
  return [{ at: operation.node, description: `describe its body`, set: { requestBody: { content } } }];
}

function newParameter({ node }: Operation, name: string, { version }: Api): Change {
  const parameter =
    version === '2.0' ? { name, in: 'query', type: 'string' } : { name, in: 'query', schema: {} };
  const description = `describe query parameter ${name}`;
  return Array.isArray(child(node, 'parameters')?.value)
    ? { at: node, description, append: { parameters: [parameter] } }
    : { at: node, description, set: { parameters: [parameter] } };
}
