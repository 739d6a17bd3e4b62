import type { Severity } from '../findings/finding.ts';
import { createArtifactOf } from '../report/artifact.ts';
import type { Run } from './run.ts';

/** The formats that apicheck brings. */
export type Format =
  'text' | 'json' | 'sarif' | 'junit' | 'github' | 'gitlab' | 'markdown' | 'html' | 'changelog';

/** A format of one's own: takes a run; gives its report. */
export type CustomReporter = (run: Run) => string | Promise<string>;

export interface ReportOptions {
  /** The directory that the run's paths are relative to. SARIF, GitHub and GitLab write paths from `root`. */
  readonly cwd?: string;
  /** The root of the repository; default: `cwd`. */
  readonly root?: string;
  /** Of text: whether it is coloured; default: it is not. */
  readonly color?: boolean;
  /** Of text, in columns; default: 80. */
  readonly width?: number;
  /** Of text and markdown: whether they list all changes, not findings alone. */
  readonly changelog?: boolean;
  /** Of JUnit: the severity from which a finding is a failure; default: `error`. */
  readonly failsFrom?: Severity;
}

/** Takes a run and a format; gives the report. Each format is loaded when it is asked for. Throws TypeError for one that there is not. */
export async function report(
  run: Run,
  format: Format | CustomReporter,
  options: ReportOptions = {},
): Promise<string> {
  if (typeof format === 'function') return format(run);
  const { result, texts, kinds } = run;
  const source = (uri: string): string | undefined => texts.get(uri);
  const { cwd = '', root = cwd, color = false, width = 80, changelog = false, failsFrom = 'error' } = options;
  const artifactOf = createArtifactOf(root, cwd);
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).jsonReport(result);
    case 'sarif':
      return (await import('../report/sarif.ts')).sarifReport(result, source, kinds, artifactOf);
    case 'junit':
      return (await import('../report/junit.ts')).junitReport(result, source, failsFrom);
    case 'github':
      return (await import('../report/github.ts')).githubReport(result, artifactOf);
    case 'gitlab':
      return (await import('../report/gitlab.ts')).gitlabReport(result, source, artifactOf);
    case 'markdown':
      return (await import('../report/markdown.ts')).markdownReport(result, source, { changelog });
    case 'html':
      return (await import('../report/html.ts')).htmlReport(result, source, kinds);
    case 'changelog':
      return (await import('../report/changelog.ts')).changelogReport(result);
    case 'text': {
      const { textReport } = await import('../report/text.ts');
      const { createTheme } = await import('../report/theme.ts');
      return textReport(result, source, createTheme(color, width), { whole: false, changelog });
    }
    default:
      // Who calls from JavaScript has no compiler to say so.
      throw new TypeError(`${JSON.stringify(format)} is no format that apicheck writes`);
  }
}
