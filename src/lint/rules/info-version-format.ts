import { choice, optional } from '../../document/reader.ts';
import { defineLintRule } from '../rule.ts';

const formats = ['semver', 'date', 'any'] as const;

export default defineLintRule({
  code: 'info-version-format',
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Write the version of the API so that versions can be compared.',
  why: 'Tools and people cannot tell from "latest" or "final-2" which of two descriptions is the later one.',
  fix: 'Write a semantic version (`1.4.0`) or a date (`2024-05-31`).',
  aliases: ['zally:116'],
  section: 'https://spec.openapis.org/oas/v3.1.1#info-object',
  messages: {
    semver: 'version "{version}" is not a semantic version such as 1.4.0',
    date: 'version "{version}" is not a date such as 2024-05-31',
    any: 'version "{version}" is neither a semantic version such as 1.4.0 nor a date',
  },
  options: {
    format: optional(choice(formats), '`semver`, `date`, or by default `any` of the two.'),
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: latest }
paths: {}
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.4.0-beta.2 }
paths: {}
`,
  create(report, _, { format = 'any' }) {
    return {
      api({ release }) {
        const version = release?.value;
        if (release === undefined || typeof version !== 'string') return;
        const fits =
          (format !== 'date' && semantic.test(version)) || (format !== 'semver' && date.test(version));
        if (!fits) report({ message: format, params: { version }, at: release });
      },
    };
  },
});

/** semver.org 2.0.0, with the `v` that many write before it, and with a patch or minor version left out. */
const semantic =
  /^v?(?:(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){1,2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?|\d+)$/;

/** A date, or a year and month, and what may follow it: `2024-05-31.clover`. */
const date = /^\d{4}[-./]?\d{2}(?:[-./]?\d{2})?(?:[-.+].*)?$/;
