import { hold } from '../broken.ts';
import { command } from '../command.ts';
import { chosen } from '../edit.ts';
import { fileTarget } from '../file-target.ts';
import { formats, reportIn, wellFormed } from '../formats.ts';
import { placed } from '../places.ts';
import type { Target } from '../target.ts';
import { withoutTime } from './lint.ts';

/** Recordings in each format that is read, judged by the description that they belong to. */
export const recordings: readonly Target[] = (
  [
    ['own', 120],
    ['har', 80],
    ['ndjson', 30],
    ['pact', 80],
    ['postman', 80],
    ['arazzo', 80],
  ] as const
).map(([kind, short]) =>
  fileTarget({
    name: kind,
    short,
    seeds: (corpus) => corpus.recordings[kind] ?? [],
    async check({ main, spec = '', contents }, folder, extra) {
      const format = chosen(formats, extra);
      const args = ['probe', main, '--spec', spec, '--offline'];
      const all = ['-f', 'json=report.json', '-f', `${format}=report.other`, '-f', 'text'];
      const run = await command([...args, ...all], folder);
      // A carriage return alone ends no line of a stream, though it does everywhere else.
      if (/\r(?!\n)/.test(contents.get(main)?.toString() ?? '')) return;
      const text = run.reports.get('report.json');
      if (run.code === 2 || text === undefined) return;
      placed(reportIn(text), folder);
      wellFormed(format, run.reports.get('report.other') ?? '');
      if (extra % 5 !== 0) return;
      const again = await command([...args, '-f', 'json'], folder);
      hold(withoutTime(again.out) === withoutTime(text), 'two runs differ in what they report');
    },
  }),
);
