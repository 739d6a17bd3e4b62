import { chosen } from '../edit.ts';
import { hold } from '../broken.ts';
import { command } from '../command.ts';
import { fileTarget } from '../file-target.ts';
import { formats, reportIn, wellFormed } from '../formats.ts';
import { placed } from '../places.ts';

/** The whole of `apicheck lint` over descriptions that were changed anywhere, with every rule on in turn. */
export const lint = fileTarget({
  name: 'lint',
  short: 250,
  seeds: ({ descriptions }) => descriptions,
  async check({ main }, folder, extra) {
    const format = chosen(formats, extra);
    const preset = chosen(['recommended', 'strict', 'owasp'], extra >> 3);
    const args = ['lint', main, '--preset', preset, '--offline'];
    const all = ['-f', 'json=report.json', '-f', `${format}=report.other`, '-f', 'text'];
    const run = await command([...args, ...all], folder);
    if (run.code === 2) return;
    const report = reportIn(run.reports.get('report.json') ?? '');
    placed(report, folder);
    wellFormed(format, run.reports.get('report.other') ?? '');
    if (extra % 5 !== 0) return;
    const again = await command([...args, '-f', 'json'], folder);
    hold(
      withoutTime(again.out) === withoutTime(run.reports.get('report.json') ?? ''),
      'two runs differ in what they report',
    );
  },
});

/** Takes a JSON report; gives it without the one figure that differs from run to run. */
export function withoutTime(report: string): string {
  return report.replace(/"durationMs": ?[\d.e+-]+/g, '');
}
