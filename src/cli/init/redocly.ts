import { isObject, type JsonObject } from '../../document/node.ts';
import { percentDecoded } from '../../document/uri.ts';
import { optionsOfId } from '../foreign-options.ts';
import { fromAssertion } from './assertion.ts';
import { setOptions, setSeverity, severityFrom, textsIn, type CodesOf, type Draft } from './draft.ts';
import { optionsFrom } from './redocly-options.ts';

/** What the sets of Redocly come nearest to. */
const presets: Readonly<Record<string, string>> = {
  spec: 'spec',
  minimal: 'spec',
  recommended: 'recommended',
  'recommended-strict': 'recommended',
};

/** Sections of redocly.yaml that are not about linting. */
const elsewhere = new Set([
  ...[
    'theme',
    'openapi',
    'mockServer',
    'telemetry',
    'organization',
    'residency',
    'resolve',
    'seo',
    'navbar',
    'footer',
  ],
  ...['sidebar', 'search', 'markdown', 'redirects', 'env', 'files', 'features.openapi', 'region', 'respect'],
]);

/** Takes the value of a `redocly.yaml`, and what stands for its rules here; adds it to the draft. */
export function addRedocly(config: JsonObject, codesOf: CodesOf, draft: Draft): void {
  // The form of version 1 has the rules below `lint`.
  const lint = isObject(config['lint']) ? config['lint'] : config;
  addExtends(lint['extends'], draft);
  addRules(lint['rules'], codesOf, draft.rules, draft);
  for (const [key, value] of Object.entries(lint)) {
    if (/^oas\w*Rules$/.test(key)) {
      addRules(value, codesOf, draft.rules, draft);
      draft.left.push(`${key}: the rules hold for every version of OpenAPI here`);
    } else if (key === 'plugins')
      draft.left.push('plugins: write them as modules with defineLintRule and name them in "plugins"');
    else if (/^(preprocessors|decorators)$|Decorators$|Preprocessors$/.test(key))
      draft.left.push(`${key}: apicheck changes no description`);
    else if (/^(async|arazzo|overlay)/.test(key)) draft.left.push(`${key}: only OpenAPI is linted`);
  }
  for (const key of Object.keys(config))
    if (elsewhere.has(key) && key !== 'telemetry')
      draft.left.push(`${key}: this section is not about linting`);
  addApis(config['apis'] ?? config['apiDefinitions'], codesOf, draft);
}

function addExtends(written: unknown, draft: Draft): void {
  const names = Array.isArray(written)
    ? (written as readonly unknown[])
    : written === undefined
      ? []
      : [written];
  for (const name of names) {
    const preset = typeof name === 'string' && Object.hasOwn(presets, name) ? presets[name] : undefined;
    if (preset === undefined)
      draft.left.push(
        `extends ${typeof name === 'string' ? name : 'what is no text'}: only the sets of Redocly itself have counterparts`,
      );
    else {
      draft.extends = preset;
      if (name === 'recommended-strict') draft.failOn = 'warning';
    }
  }
}

function addRules(written: unknown, codesOf: CodesOf, rules: Draft['rules'], draft: Draft): void {
  if (!isObject(written)) return;
  for (const [name, setting] of Object.entries(written)) {
    if (/^(rule|assert)\//.test(name)) {
      addAssertion(name, setting, draft);
      continue;
    }
    const options = isObject(setting) ? setting : {};
    const severity = severityFrom(isObject(setting) ? (options['severity'] ?? 'error') : setting);
    const codes = codesOf(name);
    if (severity === undefined) draft.left.push(`rule ${name}: ${JSON.stringify(setting)} is no severity`);
    else if (codes.length === 0) {
      const why = name.includes('/') ? 'it is of a plugin' : 'apicheck has none of that kind';
      if (severity !== 'off') draft.left.push(`rule ${name}: ${why}`);
    } else setSeverity(rules, codes, severity);
    const [code] = codes;
    if (code === undefined) continue;
    const { options: ours, left } = optionsFrom(name, options);
    if (severity !== 'off') setOptions(rules, code, { ...optionsOfId.get(name), ...ours });
    if (left.length > 0)
      draft.left.push(`rule ${name}: its options (${left.join(', ')}); see apicheck explain ${code}`);
  }
  // Redocly has a rule for each side; what is said of one says nothing of the other.
  const types = Object.hasOwn(rules, 'media-type-disallowed') ? rules['media-type-disallowed'] : undefined;
  if (isObject(types))
    setOptions(rules, 'media-type-disallowed', { request: ['*'], response: ['*'], ...types });
}

function addAssertion(name: string, setting: unknown, draft: Draft): void {
  if (!isObject(setting)) {
    draft.left.push(`rule ${name}: only its severity is given`);
    return;
  }
  const made = fromAssertion(setting);
  const severity = severityFrom(setting['severity'] ?? 'error');
  if (typeof made === 'string') draft.left.push(`rule ${name}: ${made}`);
  else draft.customRules[codeFrom(name)] = { ...(severity && { severity }), ...made };
}

/** `rule/operationSummary` as a code: `operation-summary-own` where apicheck has one of that name itself. */
function codeFrom(name: string): string {
  const kebab = name
    .replace(/^(rule|assert)\//, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `own-${kebab}`;
}

function addApis(written: unknown, codesOf: CodesOf, draft: Draft): void {
  if (!isObject(written)) return;
  for (const [name, api] of Object.entries(written)) {
    const root = isObject(api) ? api['root'] : api;
    if (typeof root !== 'string') continue;
    draft.apis[name.replace(/@.*$/, '')] ??= { spec: root.replace(/^\.\//, '') };
    const rules: Draft['rules'] = {};
    addRules(isObject(api) ? api['rules'] : undefined, codesOf, rules, draft);
    const severities = Object.entries(rules).flatMap(([code, setting]) => {
      const severity = severityFrom(typeof setting === 'string' ? setting : setting['severity']);
      if (typeof setting !== 'string')
        draft.left.push(`rule ${code} of ${name}: options hold for all APIs here, see "rules"`);
      return severity === undefined ? [] : [[code, severity] as const];
    });
    if (severities.length > 0)
      draft.overrides.push({ files: [root.replace(/^\.\//, '')], rules: Object.fromEntries(severities) });
  }
}

/** Takes the value of a `.redocly.lint-ignore.yaml`; adds it to the draft as overrides at exactly those places. */
export function addRedoclyIgnores(ignores: JsonObject, codesOf: CodesOf, draft: Draft): void {
  for (const [file, byRule] of Object.entries(ignores)) {
    if (!isObject(byRule)) continue;
    for (const [id, pointers] of Object.entries(byRule)) {
      const codes = codesOf(id);
      const own =
        codes.length > 0 ? codes : Object.hasOwn(draft.customRules, codeFrom(id)) ? [codeFrom(id)] : [];
      if (own.length === 0) {
        draft.left.push(`ignored findings of ${id} in ${file}: apicheck has no rule of that kind`);
        continue;
      }
      const places = textsIn(pointers).map((each) => percentDecoded(each.replace(/^#/, '')));
      if (places.length === 0) continue;
      draft.overrides.push({
        files: [file.replace(/^\.\//, '')],
        pointers: places,
        rules: Object.fromEntries(own.map((code) => [code, 'off' as const])),
      });
    }
  }
}
