import { createStore } from '../../src/document/store.ts';
import { createCollector } from '../../src/findings/collect.ts';
import { defaultSeverity } from '../../src/findings/severity.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { lintRules } from '../../src/lint/registry.ts';
import type { LintRule } from '../../src/lint/rule.ts';
import { lint } from '../../src/lint/run.ts';
import { loadApi } from '../../src/openapi/load.ts';
import { createSchemas } from '../../src/schema/create-schemas.ts';

/**
 * Takes the text of a description, the rules that are on, which are all of them by default, and a code that is told of
 * though it is off by default; gives what they find.
 */
export async function lintText(
  text: string,
  rules: readonly LintRule[] = lintRules,
  on?: string,
): Promise<readonly Finding[]> {
  const store = createStore({
    cwd: import.meta.dirname,
    offline: true,
    stdin: () => Promise.resolve(Buffer.from(text)),
  });
  const opened = await store.open('-');
  const [first] = opened.kind === 'opened' ? opened.opened : [];
  if (!first) throw new Error('the text does not open');
  const loaded = await loadApi(first.document, first.problems, store);
  if (loaded.kind !== 'api') throw new Error(loaded.reason);
  const collector = createCollector((meta, location, own) =>
    meta.code === on && meta.severity === 'off' ? 'warning' : defaultSeverity(meta, location, own),
  );
  await lint(loaded, rules, createSchemas(loaded.api.documents), collector);
  return collector.findings();
}

/** Findings in short: `line code`. */
export function inShort(findings: readonly Finding[]): string[] {
  return findings.map(({ code, location }) => `${location.range.start.line} ${code}`);
}
