import { stringify } from 'yaml';

/** Takes plain data; gives it as YAML 1.2, without anchors: not every reader of descriptions knows them. */
export function writeYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
