import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunReport } from '../../../src/findings/run-report.ts';
import { parseText, formatOf } from '../../../src/document/parse.ts';
import { isMarkdown } from '../../../src/document/markdown.ts';
import { withFixes } from '../../../src/lint/fix.ts';
import { hold } from '../broken.ts';
import { command } from '../command.ts';
import { fileTarget } from '../file-target.ts';
import { reportIn } from '../formats.ts';

/** `apicheck lint --fix`: what it makes can be read, and is not mended again. */
export const fix = fileTarget({
  name: 'fix',
  short: 120,
  seeds: ({ descriptions }) => descriptions.filter(({ name }) => !name.endsWith('.json')),
  async check({ main }, folder, extra) {
    const args = ['lint', main, '--preset', 'strict', '--offline', '-f', 'json=report.json'];
    const first = await command(args, folder);
    const told = first.reports.get('report.json');
    if (told === undefined) return;
    const { specs, findings } = reportIn(told);
    const safe = findings.filter((finding) => finding.fix?.safe === true);
    if (safe.length === 0) return;
    const uris = [...new Set(safe.flatMap((finding) => finding.fix?.edits.map(({ uri }) => uri) ?? []))];
    const texts = new Map(uris.map((uri) => [uri, textOf(folder, uri)]));
    const bytes = new Map(uris.map((uri) => [uri, readFileSync(join(folder, uri))]));
    alone(safe, texts, extra);

    const dry = await command([...args, '--fix-dry-run'], folder);
    for (const uri of uris)
      hold(readFileSync(join(folder, uri)).equals(bytes.get(uri) ?? Buffer.of()), 'a dry run writes');
    const fixed = await command([...args, '--fix'], folder);
    const changed = uris.filter((uri) => textOf(folder, uri) !== texts.get(uri));
    hold(
      (dry.out !== '') === changed.length > 0,
      'a dry run shows what --fix does not do, or the other way round',
    );
    for (const uri of changed)
      hold(
        !isSound(uri, texts.get(uri) ?? '') || isSound(uri, textOf(folder, uri)),
        () => `${uri} was broken: ${textOf(folder, uri)}`,
      );
    const left = fixed.reports.get('report.json');
    hold(
      left !== undefined && reportIn(left).specs.length === specs.length,
      'what was mended cannot be read',
    );

    const before = uris.map((uri) => textOf(folder, uri));
    await command([...args, '--fix'], folder);
    hold(
      uris.every((uri, index) => textOf(folder, uri) === before[index]),
      () =>
        `what was mended is mended again: ${JSON.stringify(before)} ${JSON.stringify(uris.map((uri) => textOf(folder, uri)))}`,
    );
  },
});

/** Each fix, made alone, leaves texts that can be read. */
function alone(safe: RunReport['findings'], texts: ReadonlyMap<string, string>, extra: number): void {
  for (const [index, finding] of safe.entries()) {
    // Of many, every so manieth: each is a whole parse.
    if (safe.length > 8 && (index + extra) % Math.ceil(safe.length / 8) !== 0) continue;
    for (const [uri, text] of withFixes(new Map(texts), [finding])) {
      const old = texts.get(uri) ?? '';
      if (text === old) continue;
      hold(
        !isSound(uri, old) || isSound(uri, text),
        () => `the fix of ${finding.code} breaks its file: ${JSON.stringify(finding.fix)}`,
      );
    }
  }
}

function textOf(folder: string, uri: string): string {
  return readFileSync(join(folder, uri), 'utf8');
}

function isSound(uri: string, text: string): boolean {
  return !isMarkdown(uri) && parseText(uri, text, formatOf(uri)).document.sound;
}
