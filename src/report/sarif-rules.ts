import type { Finding } from '../findings/finding.ts';
import type { FindingMeta } from '../findings/meta.ts';

/** The rules of a log (SARIF section 3.19.23), and where each stands in the list. */
export interface SarifRules {
  readonly descriptors: readonly object[];
  readonly indexes: ReadonlyMap<string, number>;
}

const levels = { error: 'error', warning: 'warning', info: 'note', off: 'none' } as const;
const problemSeverities = {
  error: 'error',
  warning: 'warning',
  info: 'recommendation',
  off: 'recommendation',
} as const;

/** Takes findings and what is known of each code; gives a descriptor (3.49) for every code that was found. */
export function sarifRules(
  findings: readonly Finding[],
  metas: ReadonlyMap<string, FindingMeta>,
): SarifRules {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  return {
    descriptors: codes.map((code) => descriptor(code, metas.get(code))),
    indexes: new Map(codes.map((code, index) => [code, index])),
  };
}

function descriptor(id: string, meta: FindingMeta | undefined): object {
  if (meta === undefined) return { id };
  const { summary, why, fix, severity, section, bad, good } = meta;
  const paragraphs = [why, `How to mend it: ${fix}`];
  const examples = [
    ...(bad === undefined ? [] : ['Found in:', fenced(bad)]),
    ...(good === undefined ? [] : ['Not in:', fenced(good)]),
  ];
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: {
      text: paragraphs.join('\n\n'),
      markdown: [...paragraphs, ...examples, `More: \`apicheck explain ${id}\``].join('\n\n'),
    },
    // Some name a section in words, which is no address.
    ...(section !== undefined && /^https?:/.test(section) && { helpUri: section }),
    defaultConfiguration: { enabled: severity !== 'off', level: levels[severity] },
    properties: { tags: ['api', 'openapi'], 'problem.severity': problemSeverities[severity] },
  };
}

function fenced(example: string): string {
  return `\`\`\`yaml\n${example.trimEnd()}\n\`\`\``;
}
