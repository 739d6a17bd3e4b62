import { stringify } from 'yaml';

/**
 * Takes plain data; gives it as YAML 1.2, without anchors: not every reader of descriptions knows them. What nests so
 * deeply that the stack does not hold it is given as JSON, which is YAML too (YAML 1.2.2 section 1.2).
 */
export function writeYaml(value: unknown): string {
  try {
    return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `${JSON.stringify(value, undefined, 2)}\n`;
  }
}
