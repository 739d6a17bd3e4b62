import type { Document } from '../document/document.ts';
import { parentPointer, type Pointer } from '../document/pointer.ts';
import { overrideUnused, type UnusedOverride } from '../config/override-unused.ts';
import { createCollector } from '../findings/collect.ts';
import { documentMetas, referenceMetas } from '../findings/document-metas.ts';
import type { Finding } from '../findings/finding.ts';
import type { Naming } from '../findings/fingerprint.ts';
import { ignoreMetas } from '../findings/ignore-metas.ts';
import { fillMessage, type FindingMeta } from '../findings/meta.ts';
import { rulesetUnsupported } from '../lint/spectral/unsupported.ts';
import { structureMetas } from '../lint/structure.ts';
import type { Stopwatch } from '../lint/timed.ts';
import type { LoadedApi } from '../openapi/load.ts';
import { withoutIgnored } from './ignored.ts';
import type { Io } from './io.ts';
import type { Progress } from './progress.ts';
import type { Ruleset } from './ruleset.ts';
import type { RulesetNote } from './spectral/rulesets.ts';

/** What linting some descriptions came to. */
export interface Linted {
  readonly findings: readonly Finding[];
  /** How many findings comments leave out. */
  readonly suppressed: number;
  /** By fingerprint, those that are left out too. */
  readonly fingerprints: ReadonlySet<string>;
}

/** What is found with a set of rules. */
export function lintMetas({ rules }: Pick<Ruleset, 'rules'>): readonly FindingMeta[] {
  return [
    ...Object.values(documentMetas),
    ...Object.values(referenceMetas),
    ...Object.values(ignoreMetas),
    ...structureMetas,
    rulesetUnsupported,
    overrideUnused,
    ...rules,
  ];
}

/** With what, and as what, descriptions are linted. */
export interface HowToLint {
  readonly ruleset: Ruleset;
  /** Kinds of findings that a team made itself. */
  readonly ownMetas: readonly FindingMeta[];
  /** What in Spectral rulesets cannot be honoured; some of it turns out while they run. */
  readonly notes: readonly RulesetNote[] | undefined;
  /** Takes the descriptions; gives the overrides that hold nowhere in them, if that can be told. */
  readonly unusedOverrides?: (loaded: readonly LoadedApi[]) => readonly UnusedOverride[];
  /** What fingerprints call documents. */
  readonly naming: Naming;
  readonly progress: Progress;
  readonly io: Io;
  /** As in `LintRun`. */
  readonly goOn?: () => void;
}

/** Takes descriptions, how to lint them, and what takes the time of each rule; gives what is found and not ignored. */
export async function lintSpecs(
  loaded: readonly LoadedApi[],
  {
    ruleset: { rules, severityOf, options },
    ownMetas,
    notes = [],
    unusedOverrides,
    naming,
    progress,
    io,
    goOn,
  }: HowToLint,
  stopwatch?: Stopwatch,
): Promise<Linted> {
  const [{ lint }, { createSchemas }] = await Promise.all([
    import('../lint/run.ts'),
    import('../schema/create-schemas.ts'),
  ]);
  const collector = createCollector(severityOf, naming);
  const documents = new Set<Document>();
  for (const [index, one] of loaded.entries()) {
    const { root, all } = one.api.documents;
    progress.at(`linting ${root.uri} (${index + 1} of ${loaded.length})…`);
    for (const document of all.values()) documents.add(document);
    const schemas = createSchemas(one.api.documents);
    await lint(one, rules, schemas, collector, {
      options,
      ...(stopwatch && { stopwatch }),
      ...(goOn && { goOn }),
    });
  }
  for (const { message, location } of notes) collector.add(rulesetUnsupported, message, location);
  for (const { message, params, location } of unusedOverrides?.(loaded) ?? [])
    collector.add(overrideUnused, fillMessage(overrideUnused.messages[message], params), location);
  progress.at('placing findings…');
  const all = collector.findings();
  const { findings, suppressed } = await withoutIgnored(all, {
    documents,
    metas: lintMetas({ rules }),
    ownMetas,
    severityOf,
    naming,
    today: io.today(),
    looked: lookedIn(loaded),
  });
  const fingerprints = new Set([...all, ...findings].map(({ fingerprint }) => fingerprint));
  return { findings, suppressed, fingerprints };
}

/**
 * Takes descriptions; gives whether all that is at a pointer of a document was looked at: of a file that references
 * lead into, only what they lead to.
 */
function lookedIn(loaded: readonly LoadedApi[]): (uri: string, pointer: Pointer) => boolean {
  const roots = new Set(loaded.map(({ api }) => api.documents.root.uri));
  let known: ReadonlySet<string> | undefined;
  return (uri, pointer) => {
    if (roots.has(uri)) return true;
    known ??= new Set(
      loaded.flatMap(({ visits }) =>
        visits.map(({ node: { document, pointer: at } }) => `${document.uri}#${at}`),
      ),
    );
    for (let at: Pointer | undefined = pointer; at !== undefined; at = parentPointer(at))
      if (known.has(`${uri}#${at}`)) return true;
    return false;
  };
}
