// Lints what was asked for: annotations and the job's summary by apicheck itself, reports for later steps.
import { baseRevision } from './base.mjs';
import { annotate, apicheck, input, inputLines, keep, option, stateFile } from './job.mjs';

const base = input('only-new') === 'true' ? baseRevision() : {};
if (base.reason !== undefined) annotate('warning', `lint tells all, not only what is new: ${base.reason}`);

const { code } = apicheck([
  'lint',
  ...['--format', 'github'],
  ...['--format', `json=${stateFile('lint.json')}`],
  ...['--format', `sarif=${stateFile('lint.sarif')}`],
  ...option('config', input('config')),
  ...option('preset', input('preset')),
  ...option('fail-on', input('fail-on')),
  ...option('since', base.revision ?? ''),
  ...['--', ...inputLines('spec')],
]);
// The verdict comes last, so that a finding of lint leaves nothing untold.
keep('lint-code', code);
