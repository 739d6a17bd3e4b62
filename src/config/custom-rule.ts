import {
  anything,
  choice,
  listOrOne,
  object,
  optional,
  required,
  text,
  type Read,
  type Reader,
} from '../document/reader.ts';
import type { Node } from '../document/document.ts';
import { problem } from '../document/reader.ts';
import { severity } from './rule-setting.ts';

/** What a declared rule may be about: objects of the specification, by their names in the plural-free form it uses. */
export const ruleSubjects = [
  ...(['root', 'info', 'contact', 'license', 'server', 'serverVariable', 'tag', 'externalDocs'] as const),
  ...(['paths', 'pathItem', 'operation', 'parameter', 'requestBody', 'responses', 'response'] as const),
  ...(['header', 'mediaType', 'encoding', 'example', 'link', 'callback', 'schema'] as const),
  ...(['discriminator', 'xml', 'components', 'securityScheme', 'oauthFlows', 'oauthFlow'] as const),
  'securityRequirement',
] as const;

/** A JSON Schema. What is wrong in it is found when it is compiled. */
const jsonSchema: Reader<Node> = {
  schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' },
  read(node, problems) {
    const { value } = node;
    if (typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value)))
      return anything.read(node, problems);
    problems.push(problem(node, 'must be a JSON Schema'));
    return undefined;
  },
};

const members = {
  severity: optional(severity, 'Default: warning.'),
  summary: optional(text, 'What it asks for, in one imperative sentence.'),
  why: optional(text, 'What goes wrong for whom without it.'),
  fix: optional(text, 'How to mend it.'),
  for: required(
    listOrOne(choice(ruleSubjects)),
    'The objects that it is about, as the specification names them.',
  ),
  where: optional(jsonSchema, 'A JSON Schema: only objects that meet it are looked at.'),
  must: required(jsonSchema, 'A JSON Schema that they must meet, references in them followed.'),
  message: optional(
    text,
    'What to say: {problem} stands for what the schema says, {name} for the object: GET /a for an operation, else its key or name.',
  ),
};

/** A rule as a config declares it. */
export type CustomRuleConfig = Read<typeof members>;

/** Reads a declared rule. */
export const customRule: Reader<CustomRuleConfig> = object(members);
