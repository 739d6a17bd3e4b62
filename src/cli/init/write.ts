import { writeYaml } from '../../document/yaml-write.ts';
import type { Draft } from './draft.ts';

const diffTitle =
  'What `apicheck diff` lets pass: for how many days something is deprecated before it goes, and changes to live with.';

/** Takes a draft and where what is in it came from; gives the text of an apicheck.yaml, with comments. */
export function draftText(draft: Draft, from: readonly string[]): string {
  const parts = [
    '# yaml-language-server: $schema=node_modules/apicheck/dist/apicheck.schema.json',
    comment(
      `What apicheck knows of this repository.${from.length > 0 ? ` Made from ${from.join(', ')}.` : ''}`,
    ),
    ...(draft.left.length > 0
      ? [comment(`Not carried over:\n${draft.left.map((each) => `- ${each}`).join('\n')}`)]
      : []),
    section(
      'What to start from: spec (only what is invalid), recommended, strict or owasp, and config files.',
      { extends: draft.extends ?? 'recommended' },
    ),
    Object.keys(draft.apis).length > 0
      ? section('The APIs here, by a name of your own: `apicheck lint` without arguments takes them all.', {
          apis: draft.apis,
        })
      : comment(
          'The APIs here, by a name of your own: `apicheck lint` without arguments takes them all.\napis:\n  mine:\n    spec: openapi.yaml',
        ),
    list('Spectral rulesets, which run as they are.', 'rulesets', draft.rulesets),
    Object.keys(draft.rules).length > 0
      ? section('Severities by code: error, warning, info or off. `apicheck explain` lists the codes.', {
          rules: draft.rules,
        })
      : comment(
          'Severities by code: error, warning, info or off. `apicheck explain` lists the codes.\nrules:\n  operation-success-response: error',
        ),
    Object.keys(draft.customRules).length > 0
      ? section('Rules of your own, without code: what objects of a kind must be, as a JSON Schema.', {
          customRules: draft.customRules,
        })
      : comment(
          "Rules of your own, without code: what objects of a kind must be, as a JSON Schema.\ncustomRules:\n  operation-has-owner:\n    for: operation\n    must: { required: [x-owner] }\n    message: 'say which team owns {name}'",
        ),
    list(
      'Severities for some files or some places in them; the last one wins.',
      'overrides',
      draft.overrides,
    ),
    draft.failOn === undefined
      ? comment('From which severity on a run fails: error, warning, info or never.\nfailOn: error')
      : section('From which severity on a run fails: error, warning, info or never.', {
          failOn: draft.failOn,
        }),
    draft.diff === undefined
      ? comment(
          `${diffTitle}\ndiff:\n  deprecationDays: 180\n  accept:\n    - { code: operation-removed, operation: GET /old, reason: nobody calls it, until: 2027-01-31 }`,
        )
      : section(diffTitle, { diff: draft.diff }),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, value: Readonly<Record<string, unknown>>): string {
  return `${comment(title)}\n${writeYaml(value).trimEnd()}`;
}

function list(title: string, key: string, items: readonly unknown[]): string {
  return items.length === 0 ? '' : section(title, { [key]: items });
}

/** No line of another file may end a comment: its control characters go. */
function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `# ${line.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')}`.trimEnd())
    .join('\n');
}
