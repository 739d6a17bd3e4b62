import { hold } from '../broken.ts';
import { command } from '../command.ts';
import { fileTarget } from '../file-target.ts';
import { parseText } from '../../../src/document/parse.ts';

/** `apicheck bundle`, with and without `--dereference`: what it writes can be read. */
export const bundle = fileTarget({
  name: 'bundle',
  short: 80,
  seeds: ({ descriptions }) => descriptions,
  async check({ main }, folder, extra) {
    const args = ['bundle', main, '--offline', ...(extra % 2 === 0 ? ['--dereference'] : [])];
    const { code, out } = await command(args, folder);
    if (code !== 0) return;
    const { document, problems } = parseText('out.yaml', out);
    hold(document.sound, () => `a bundle cannot be read: ${problems[0]?.message}`);
  },
});
