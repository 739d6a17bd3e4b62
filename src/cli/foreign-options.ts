import type { JsonObject } from '../document/node.ts';

/** By ids of other tools' rules that ask for one thing that is an option of ours: that option. */
export const optionsOfId: ReadonlyMap<string, JsonObject> = new Map([
  ['paths-kebab-case', { casing: 'kebab' }],
  ['camel-case-properties', { casing: 'camel' }],
  ['contact-properties', { fields: ['name', 'url', 'email'] }],
]);
