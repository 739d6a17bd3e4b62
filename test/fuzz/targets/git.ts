import { execFileSync } from 'node:child_process';
import { hold } from '../broken.ts';
import { command } from '../command.ts';
import { fileTarget } from '../file-target.ts';
import { reportIn } from '../formats.ts';

/** Descriptions in Git objects: what is found in `HEAD:PATH` is what is found in the file that was committed. */
export const git = fileTarget({
  name: 'git',
  short: 25,
  seeds: ({ descriptions }) => descriptions,
  async check({ main }, folder) {
    const run = (...args: readonly string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'core.autocrlf=false', ...args],
        {
          cwd: folder,
          stdio: 'ignore',
        },
      );
    run('init', '-q');
    run('add', '-A');
    run('commit', '-q', '-m', 'a');
    const lint = async (spec: string) => {
      const { code, reports } = await command(['lint', spec, '--offline', '-f', 'json=report.json'], folder);
      const report = reports.get('report.json');
      const found = report === undefined ? [] : reportIn(report).findings;
      return JSON.stringify([
        code,
        found.map((each) => [each.code, each.location.pointer, each.location.range]).sort(),
      ]);
    };
    const [object, file] = [await lint(`HEAD:${main}`), await lint(main)];
    hold(object === file, () => `a Git object is read differently: ${object} ${file}`);
  },
});
