import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FindingMeta } from '../findings/meta.ts';
import type { Severity } from '../findings/finding.ts';
import type { RunReport } from '../findings/run-report.ts';
import { printable } from '../report/printable.ts';
import type { ArtifactOf } from '../report/artifact.ts';
import type { Source } from '../report/frame.ts';
import type { FormatName } from './options.ts';
import type { Io } from './io.ts';

/** What formats need beside the report. */
export interface Rendering {
  readonly source: Source;
  /** Whether the text format is coloured. */
  readonly color: boolean;
  /** Whether the text format shows each finding whole. */
  readonly whole?: boolean;
  /** Whether the text and markdown formats list all changes, not findings alone. */
  readonly changelog?: boolean;
  /** The severity from which findings fail the run. */
  readonly failsFrom: Severity;
  /** Kinds of findings that a team made itself. */
  readonly ownMetas?: readonly FindingMeta[];
  readonly io: Pick<Io, 'columns' | 'cwd' | 'env'>;
}

/** Takes a format and a report; gives its text. Each format is loaded when it is asked for. */
export async function render(
  name: FormatName,
  given: RunReport,
  { source, color, whole, changelog, failsFrom, ownMetas: givenMetas = [], io }: Rendering,
): Promise<string> {
  const ownMetas = givenMetas.map(withPlainCode);
  const report = { ...given, findings: given.findings.map(withPlainCode) };
  switch (name) {
    case 'json':
      return (await import('../report/json.ts')).jsonReport(report);
    case 'sarif': {
      const { sarifReport } = await import('../report/sarif.ts');
      return sarifReport(report, source, await metasOf(report, ownMetas), await artifacts(io));
    }
    case 'junit':
      return (await import('../report/junit.ts')).junitReport(report, source, failsFrom);
    case 'github':
      return (await import('../report/github.ts')).githubReport(report, await artifacts(io));
    case 'gitlab':
      return (await import('../report/gitlab.ts')).gitlabReport(report, source, await artifacts(io));
    case 'markdown':
      return (await import('../report/markdown.ts')).markdownReport(report, source, {
        changelog: changelog === true,
      });
    case 'html': {
      const { htmlReport } = await import('../report/html.ts');
      return htmlReport(report, source, await metasOf(report, ownMetas));
    }
    case 'changelog':
      return (await import('../report/changelog.ts')).changelogReport(report);
    case 'text': {
      const [{ textReport }, { createTheme }] = await Promise.all([
        import('../report/text.ts'),
        import('../report/theme.ts'),
      ]);
      const shown = { whole: whole === true, changelog: changelog === true };
      return textReport(report, source, createTheme(color, io.columns), shown);
    }
  }
}

/** The codes of rules of one's own are names of a ruleset, which may hold anything. */
function withPlainCode<T extends { readonly code: string }>(coded: T): T {
  const code = printable(coded.code);
  return code === coded.code ? coded : { ...coded, code };
}

/** What is known of the codes in a report: of a code that two commands have, that of the report's own command. */
async function metasOf(
  { command, findings, diff }: RunReport,
  ownMetas: readonly FindingMeta[],
): Promise<ReadonlyMap<string, FindingMeta>> {
  const codes = new Set([...findings, ...(diff?.changes ?? [])].map(({ code }) => code));
  if (codes.size === 0) return new Map();
  const { allMetas } = await import('./codes.ts');
  const known = (await allMetas()).filter(({ code }) => codes.has(code));
  const own = known.filter(({ madeBy }) => madeBy === command || madeBy === 'every command');
  const made = ownMetas.filter(({ code }) => codes.has(code));
  return new Map([...known, ...own, ...made].map((meta) => [meta.code, meta]));
}

async function artifacts(io: Pick<Io, 'cwd' | 'env'>): Promise<ArtifactOf> {
  const { createArtifactOf } = await import('../report/artifact.ts');
  return createArtifactOf(repositoryRoot(io), resolve(io.cwd));
}

/** The nearest folder above with a `.git`; in a job that has the files without it, the folder that the job names. */
function repositoryRoot({ cwd, env }: Pick<Io, 'cwd' | 'env'>): string | undefined {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  return env['GITHUB_WORKSPACE'] ?? env['CI_PROJECT_DIR'];
}
