import type { Node } from '../../document/document.ts';
import { child, items } from '../../document/node.ts';
import type { Variable } from './recording.ts';

/** What Postman makes up for each request; one of each kind does as well. */
export const dynamicVariables: ReadonlyMap<string, Variable> = new Map(
  Object.entries({
    $guid: '611c2e81-2ccb-42d8-9ddc-2d0bfa65c1b4',
    $randomUUID: '6929bb52-3ab2-448a-9796-d6480ecad36b',
    $timestamp: '1562757107',
    $isoTimestamp: '2020-06-09T21:10:36.177Z',
    $randomInt: '123',
    $randomBoolean: 'true',
    $randomEmail: 'someone@example.com',
    $randomFirstName: 'Ada',
    $randomLastName: 'Lovelace',
    $randomFullName: 'Ada Lovelace',
    $randomUserName: 'ada',
    $randomWord: 'word',
    $randomUrl: 'https://example.com',
  }).map(([name, value]) => [name, { value, secret: false }]),
);

/** Takes the node of a collection or folder; gives its variables. Those of the type `secret` are not shown. */
export function variablesOf(node: Node): ReadonlyMap<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const one of items(child(node, 'variable'))) {
    const key = child(one, 'key')?.value ?? child(one, 'id')?.value;
    const value = child(one, 'value')?.value;
    if (typeof key !== 'string' || child(one, 'disabled')?.value === true) continue;
    // An empty value is one that an environment is to give.
    if (value === undefined || value === null || value === '') continue;
    variables.set(key, { value, secret: child(one, 'type')?.value === 'secret' });
  }
  return variables;
}

/** Takes a text and variables; gives it with those that it names filled in, through what they name in turn. */
export function fillBraces(text: string, variables: ReadonlyMap<string, Variable>): string {
  let filled = text;
  // Variables may name each other, also round in a circle.
  for (let round = 0; round < 5 && filled.includes('{{'); round += 1) {
    filled = filled.replace(/\{\{\s*([^{}\s]{1,200})\s*\}\}/g, (written, name: string) => {
      const value = variables.get(name)?.value;
      return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 2_000) : written;
    });
    if (filled.length > 20_000) return filled.slice(0, 20_000);
  }
  return filled;
}
