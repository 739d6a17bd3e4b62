import { nodeAt } from '../document/node.ts';
import { isOwnFile } from '../document/uri.ts';
import type { Finding } from '../findings/finding.ts';
import { fixAll, type Linted } from '../lint/fix.ts';
import { hasBytesOf, writeOutput } from './files.ts';
import type { Io } from './io.ts';
import type { OpenedSpec } from './specs.ts';
import { unifiedDiff } from './unified-diff.ts';

/** What one pass over the descriptions found. */
export interface Pass {
  readonly specs: readonly OpenedSpec[];
  readonly findings: readonly Finding[];
  /** How many findings are left out. */
  readonly suppressed: number;
  /** By uri, of everything that was read. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What fixing left. */
export interface FixedFiles {
  /** The last pass: what remains. */
  readonly pass: Pass;
  /** The differences, for a dry run. */
  readonly diff: string;
}

/**
 * Takes what a pass found, and what makes one over changed texts; applies the safe fixes and writes the files that they
 * change, each whole or not at all; a dry run writes nothing. Says on standard error what was fixed. Only files are
 * changed: no URLs, no Git objects, nothing in `node_modules`. Throws RunError where one cannot be written.
 */
export async function fixFiles(
  first: Pass,
  again: (texts: ReadonlyMap<string, string>) => Promise<Pass | undefined>,
  dryRun: boolean,
  io: Io,
): Promise<FixedFiles> {
  const { changeable, unlike } = await changeableTexts(first.texts, io, dryRun);
  const { last, applied } = await fixAll(
    linted(first),
    async (texts) => {
      const pass = await again(texts);
      return pass && linted(pass);
    },
    (uri) => changeable.has(uri),
  );
  const changed = [...last.texts].filter(
    ([uri, text]) => changeable.has(uri) && first.texts.get(uri) !== text,
  );
  if (dryRun) {
    const diffs = changed.map(([uri, text]) =>
      unifiedDiff(uri === '-' ? 'stdin' : uri, first.texts.get(uri) ?? '', text, io.outIsTerminal),
    );
    return { pass: last, diff: diffs.join('') };
  }
  for (const [uri, text] of changed) await writeOutput(uri, text, io);
  for (const uri of unlike) {
    if (first.findings.some(({ fix }) => fix?.safe && fix.edits.some((edit) => edit.uri === uri)))
      io.err(
        `apicheck: ${uri} is left as it is: it is no plain file, is not UTF-8, or was changed since it was read\n`,
      );
  }
  if (applied.length > 0) io.err(`apicheck: ${summary(applied, changed.length)}\n`);
  return { pass: { ...last, findings: last.findings.map(forPeople) }, diff: '' };
}

function linted(pass: Pass): Pass & Linted {
  return {
    ...pass,
    has: (uri, pointer) =>
      pass.specs.some(({ loaded: { api } }) => {
        const { root, all } = api.documents;
        const document = uri === root.uri ? root : all.get(uri);
        return document !== undefined && nodeAt(document, pointer) !== undefined;
      }),
  };
}

async function changeableTexts(
  texts: ReadonlyMap<string, string>,
  io: Io,
  dryRun: boolean,
): Promise<{ readonly changeable: ReadonlySet<string>; readonly unlike: ReadonlySet<string> }> {
  const changeable = new Set<string>();
  const unlike = new Set<string>();
  for (const [uri, text] of texts) {
    if (uri === '-' && dryRun) changeable.add(uri);
    if (!isOwnFile(uri)) continue;
    // What is not UTF-8, or was changed since it was read, would not be written back as it was.
    if (await hasBytesOf(uri, io.cwd, text)) changeable.add(uri);
    else unlike.add(uri);
  }
  return { changeable, unlike };
}

/** A fix that was not made would do harm, or is of what is not ours to change: that leaves it to people. */
function forPeople(finding: Finding): Finding {
  return finding.fix?.safe === true ? { ...finding, fix: { ...finding.fix, safe: false } } : finding;
}

function summary(applied: readonly Finding[], files: number): string {
  const counts = new Map<string, number>();
  for (const { code } of applied) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kinds = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => `${code} ${count}`);
  return `fixed ${applied.length} in ${files === 1 ? '1 file' : `${files} files`}: ${kinds.join(', ')}`;
}
