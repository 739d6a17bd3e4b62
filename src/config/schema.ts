import { object, optional, type JsonSchema, type Members } from '../document/reader.ts';
import { fileSchema } from './config.ts';
import { ruleSetting, severity } from './rule-setting.ts';

/** What an editor is told of a kind of finding. */
export interface ConfigurableKind {
  readonly code: string;
  readonly summary: string;
  readonly options?: Members;
}

/** Takes all kinds of findings; gives the JSON Schema of the config file (2020-12), which offers their codes. */
export function configSchema(kinds: Iterable<ConfigurableKind>): JsonSchema {
  const { properties = {}, ...rest } = fileSchema as {
    readonly properties?: Readonly<Record<string, object>>;
  };
  const rules = Object.fromEntries(
    [...kinds].map(({ code, summary, options }) => [code, { ...setting(options), description: summary }]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'apicheck.yaml',
    ...rest,
    // Names of other tools, and of rules of one's own, may stand beside ours.
    properties: { ...properties, rules: { ...properties['rules'], properties: rules } },
  };
}

function setting(options: Members | undefined): JsonSchema {
  if (options === undefined) return ruleSetting.schema;
  const whole = object({ severity: optional(severity, 'How severe it is.'), ...options });
  return { anyOf: [severity.schema, whole.schema] };
}
