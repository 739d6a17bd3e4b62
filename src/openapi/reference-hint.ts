import type { Documents } from '../document/documents.ts';
import { rootNode } from '../document/node.ts';
import type { FieldType } from './structure/field.ts';
import type { ObjectKind } from './structure/kinds.ts';

/** Where definitions of a kind stand, of all versions of OpenAPI. */
export const definitionSections: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  schema: ['components/schemas', 'definitions'],
  parameter: ['components/parameters', 'parameters'],
  response: ['components/responses', 'responses'],
  requestBody: ['components/requestBodies'],
  header: ['components/headers'],
  example: ['components/examples'],
  link: ['components/links'],
  callback: ['components/callbacks'],
  pathItem: ['components/pathItems'],
  mediaType: ['components/mediaTypes'],
  securityScheme: ['components/securitySchemes', 'securityDefinitions'],
};

/**
 * Takes a reference that leads nowhere, and what is expected there; gives one into the first document that differs
 * from it in how it starts alone: without `#` or `/`, by a bare name, or as another version of OpenAPI has it.
 */
export function meantReference(reference: string, type: FieldType, documents: Documents): string | undefined {
  const path = reference.replace(/^#?(?:\.?\/)?/, '');
  const name = path.replace(/^.*\//s, '');
  if (name === '' || type.is !== 'object') return undefined;
  const known = definitionSections[type.kind] ?? [];
  const bare = path === name || known.some((section) => path === `${section}/${name}`);
  const candidates = [`#/${path}`, ...(bare ? known.map((section) => `#/${section}/${name}`) : [])];
  const root = rootNode(documents.root);
  return candidates.find(
    (candidate) => candidate !== reference && documents.resolve(candidate, root).kind === 'found',
  );
}
