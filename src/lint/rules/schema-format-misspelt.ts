import { replaceValue } from '../../document/edit.ts';
import { child } from '../../document/node.ts';
import { nearestName } from '../../document/nearest.ts';
import { formats } from '../../schema/formats.ts';
import { safeFix } from '../mend.ts';
import { defineLintRule } from '../rule.ts';

export default defineLintRule({
  code: 'schema-format-misspelt',
  severity: 'warning',
  summary: 'Spell formats as the registry does.',
  why: 'An unknown format is ignored everywhere: a misspelt one checks nothing.',
  fix: "Write the format's registered name.",
  aliases: ['schema-format-unknown'],
  section: 'https://spec.openapis.org/registry/format/',
  messages: { misspelt: 'format "{format}" is unknown; did you mean "{near}"?' },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: string, format: datetime }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths: {}
components:
  schemas:
    Published: { type: string, format: date-time }
`,
  create(report) {
    const known = new Map<string, string | undefined>();
    const meant = (format: string) => {
      if (!known.has(format)) known.set(format, nearMiss(format));
      return known.get(format);
    };
    return {
      schema({ node }) {
        const format = child(node, 'format');
        // A format of one's own is allowed; what is nearly a registered one was meant to be that.
        if (typeof format?.value !== 'string' || formats.has(format.value)) return;
        const near = meant(format.value);
        if (near !== undefined)
          report({
            message: 'misspelt',
            params: { format: format.value, near },
            at: format,
            fix: () => safeFix(`write "${near}"`, replaceValue(format, near)),
          });
      },
    };
  },
});

/** Formats that everyone means the same by. Of the others in the registry, older spellings are in wide use. */
const common = [
  ...[
    'date',
    'date-time',
    'time',
    'duration',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'uri',
    'uri-reference',
    'uuid',
  ],
  ...['int32', 'int64', 'float', 'double', 'byte', 'binary', 'password', 'json-pointer', 'regex'],
];

/** The common name that differs in its writing only: case, hyphens, or one letter of a longer name. */
function nearMiss(format: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[-_ ]/g, '');
  for (const name of common) if (plain(name) === plain(format)) return name;
  if (format.length < 6) return undefined;
  const near = nearestName(format, common);
  return near !== undefined && Math.abs(near.length - format.length) <= 1 && near.length >= 6
    ? near
    : undefined;
}
