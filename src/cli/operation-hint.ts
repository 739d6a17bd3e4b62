import { nearestName } from '../document/nearest.ts';
import type { Api } from '../openapi/model.ts';

/**
 * Takes what a config calls operations (`listTitles`, `GET /titles` or `/titles`, with `*` for any text) and the APIs
 * that it may be about; gives ` (did you mean "NAME"?)` of the first that no operation is called, where one is near.
 */
export function operationHint(written: readonly string[], apis: readonly Api[]): string {
  const names = new Set(
    apis.flatMap(({ operations, webhooks }) =>
      [...operations, ...webhooks].flatMap(({ id, key, path }) => [...(id ? [id.value] : []), key, path]),
    ),
  );
  for (const name of written) {
    if (names.has(name) || name.includes('*')) continue;
    const near = nearestName(name, names);
    if (near !== undefined) return ` (did you mean "${near}"?)`;
  }
  return '';
}
