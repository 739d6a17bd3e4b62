import { command } from '../command.ts';
import { chosen } from '../edit.ts';
import { fileTarget } from '../file-target.ts';
import { formats, reportIn, wellFormed } from '../formats.ts';
import { cook } from '../recipe.ts';

/** Reports that others may have written: read, put together with one that is right, and shown in each format. */
export const merge = fileTarget({
  name: 'merge',
  short: 150,
  seeds: ({ reports }) => reports,
  arrange(recipe, seeds) {
    const files = cook({ ...recipe, form: 9 }, seeds);
    const right = cook({ ...recipe, form: 9, values: [], texts: [], bytes: [] }, seeds);
    const other = right.contents.get(right.main) ?? Buffer.of();
    return { ...files, contents: new Map([...files.contents, ['other.json', other]]) };
  },
  async check({ main }, folder, extra) {
    const format = chosen(formats, extra);
    const all = ['-f', 'json=report.json', '-f', `${format}=report.other`, '-f', 'text'];
    const { code, reports } = await command(['merge', main, 'other.json', ...all], folder);
    if (code === 2) return;
    reportIn(reports.get('report.json') ?? '');
    wellFormed(format, reports.get('report.other') ?? '');
  },
});
