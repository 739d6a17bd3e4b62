import type { JsonObject } from '../document/node.ts';

/** By ids of other tools' rules that say in their name what one of ours has as an option: that option. */
export const optionsOfId: ReadonlyMap<string, JsonObject> = new Map([
  ['paths-kebab-case', { casing: 'kebab' }],
  ['camel-case-properties', { casing: 'camel' }],
]);
