import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSame } from '../../same-value.ts';
import { parseText } from '../../../src/document/parse.ts';
import { createWitnessJudge } from '../../diff/witness-judge.ts';
import { Broken, hold } from '../broken.ts';
import { command } from '../command.ts';
import { chosen } from '../edit.ts';
import { fileTarget } from '../file-target.ts';
import { formats, reportIn, wellFormed } from '../formats.ts';
import { isContainer } from '../mutate-value.ts';
import { placed } from '../places.ts';
import { cook, type Files } from '../recipe.ts';
import { withoutTime } from './lint.ts';

/** A description and what mutation made of it, compared both ways. */
export const diff = fileTarget({
  name: 'diff',
  short: 150,
  seeds: ({ descriptions }) => descriptions,
  arrange(recipe, seeds) {
    const before = cook({ ...recipe, values: [], texts: [], bytes: [] }, seeds);
    const after = cook(recipe, seeds);
    const below = (folder: string, { contents }: Files) =>
      [...contents].map(([name, bytes]) => [`${folder}/${name}`, bytes] as const);
    return {
      main: `after/${after.main}`,
      spec: `before/${before.main}`,
      contents: new Map([...below('before', before), ...below('after', after)]),
    };
  },
  async check({ main: after, spec: before = '', contents }, folder, extra) {
    const format = chosen(formats, extra);
    const compare = async (one: string, two: string, ...more: readonly string[]) => {
      const args = ['diff', one, two, '--offline', '--changelog', '-f', 'json=report.json', ...more];
      const { code, reports } = await command(args, folder);
      const text = reports.get('report.json');
      if (code === 2 || text === undefined) return undefined;
      const report = reportIn(text);
      placed(report, folder);
      witnesses(report, folder);
      const other = reports.get('report.other');
      if (other !== undefined) wellFormed(format, other);
      return { report, text };
    };
    const run = await compare(before, after, '-f', `${format}=report.other`, '-f', 'text');
    if (!run) return;
    await compare(after, before);
    const same = await compare(after, after);
    hold(
      same?.report.diff?.changes.length === 0,
      () => `a description differs from itself: ${same?.report.diff?.changes[0]?.message}`,
    );
    if (extra % 4 === 0) {
      const again = await compare(before, after);
      hold(withoutTime(again?.text ?? '') === withoutTime(run.text), 'two runs differ in what they report');
    }
    // Only of what is sound: what is guessed of the rest depends on the order.
    const { value, sound } = parseText(after, contents.get(after)?.toString() ?? '', 'json').document;
    if (!after.endsWith('.json') || !sound) return;
    // And that can be written again: what is beyond a double is read as infinite, which JSON has no word for.
    if (!isSame(JSON.parse(JSON.stringify(value)), value)) return;
    const turned = after.replace(/\.json$/, '.turned.json');
    writeFileSync(join(folder, turned), JSON.stringify(turnedRound(value)));
    const rearranged = await compare(after, turned);
    hold(
      rearranged?.report.diff?.changes.length === 0,
      () => `another order of members is a change: ${rearranged?.report.diff?.changes[0]?.message}`,
    );
  },
});

/** Every witness is confirmed by a judge of its own, as far as that understands the schema. */
function witnesses({ findings, diff: section }: ReturnType<typeof reportIn>, folder: string): void {
  const judge = createWitnessJudge(folder);
  for (const { evidence, message } of [...findings, ...(section?.changes ?? [])]) {
    if (evidence?.kind !== 'witness') continue;
    // It reads JSON Schema as it should be written: what mutation broke in the schemas it does not understand.
    const sides = [evidence.before, evidence.after].map(({ uri }) => readFileSync(join(folder, uri), 'utf8'));
    if (sides.some((text) => /"?format"?:|\.md$/.test(text))) continue;
    let judged: ReturnType<typeof judge.judge>;
    try {
      judged = judge.judge(evidence);
    } catch {
      continue;
    }
    if (judged === undefined) continue;
    const sent =
      evidence.direction === 'request' ? judged.before && !judged.after : !judged.before && judged.after;
    if (!sent)
      throw new Broken(
        `a witness is refuted: ${message} ${JSON.stringify(evidence)} ${JSON.stringify(judged)}`,
      );
  }
}

/** The same with the members of every object in the opposite order. */
function turnedRound(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedRound);
  if (!isContainer(value)) return value;
  const turned: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value).reverse())
    Object.defineProperty(turned, key, {
      value: turnedRound(member),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return turned;
}
