import { createCollection } from '../../../src/document/collection.ts';
import { child, isObject, rootNode } from '../../../src/document/node.ts';
import { parseText } from '../../../src/document/parse.ts';
import { compileRules } from '../../../src/lint/spectral/compile.ts';
import { asLintRule } from '../../../src/lint/spectral/lint-rule.ts';
import { mergeRuleset } from '../../../src/lint/spectral/ruleset.ts';
import { createSchemas } from '../../../src/schema/create-schemas.ts';
import { lintText } from '../support.ts';

/** Takes the text of a ruleset that extends nothing; gives its rules, and in words what in it cannot be honoured. */
export function readRuleset(text: string) {
  const { document, problems } = parseText('ruleset.yaml', text);
  if (problems.length > 0 || !isObject(document.value)) throw new Error('the ruleset does not parse');
  const unable: string[] = [];
  const ruleset = mergeRuleset(
    {
      uri: 'ruleset.yaml',
      value: document.value,
      node: (...keys) => keys.reduce((node, key) => child(node, key) ?? node, rootNode(document)),
      schemas: createSchemas(createCollection(document, [])),
      functions: new Map(),
    },
    [],
  );
  const { rules, unsupported } = compileRules(ruleset);
  for (const { message } of [...ruleset.unsupported, ...unsupported]) unable.push(message);
  return {
    rules: rules.map((rule) => asLintRule(rule, rule.name, (message) => unable.push(message))),
    unable,
  };
}

/** Takes one rule in YAML and a description; gives `line message` of what the rule finds. */
export async function findings(rule: string, description: string): Promise<string[]> {
  const { rules, unable } = readRuleset(`rules:\n  it:\n${rule.replace(/^/gm, '    ')}\n`);
  const found = await lintText(description, rules);
  return [
    ...found
      .filter(({ code }) => code === 'it')
      .map(({ location, message }) => `${location.range.start.line} ${message}`),
    ...unable,
  ];
}
