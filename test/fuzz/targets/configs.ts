import { command } from '../command.ts';
import { fileTarget } from '../file-target.ts';
import { reportIn } from '../formats.ts';
import type { Target } from '../target.ts';

/** Files that say how to judge: ours, rulesets of Spectral, and the configs of others that `init` carries over. */
export const configs: readonly Target[] = (
  [
    ['config', 150, 'lint'],
    ['spectral', 200, 'lint'],
    ['redocly', 80, 'init'],
    ['vacuum', 50, 'init'],
  ] as const
).map(([kind, short, how]) =>
  fileTarget({
    name: kind,
    short,
    seeds: (corpus) => corpus.configs[kind] ?? [],
    async check(_, folder) {
      if (how === 'init') await command(['init', '--force'], folder);
      const args = ['lint', 'openapi.yaml', '--offline', '-f', 'json=report.json', '-f', 'text'];
      const { reports } = await command(args, folder);
      const report = reports.get('report.json');
      if (report !== undefined) reportIn(report);
      if (kind === 'config') await command(['explain'], folder);
    },
  }),
);
