import type { FindingMeta } from '../../findings/meta.ts';

/** What is said of a ruleset that cannot be run as it is. */
export const rulesetUnsupported: FindingMeta<{ readonly unsupported: string }> = {
  code: 'ruleset-unsupported',
  severity: 'warning',
  presets: { spec: 'warning', strict: 'warning', owasp: 'warning' },
  summary: 'Use in Spectral rulesets what can be run here.',
  why: 'A rule that is passed over in silence looks like one that found nothing.',
  fix: 'Write the rule otherwise, or switch it off in the ruleset; if you can do without it, switch this code off.',
  messages: { unsupported: '{text}' },
};
