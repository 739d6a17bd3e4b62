import type { Members } from '../document/reader.ts';
import type { FindingMeta } from '../findings/meta.ts';

/** Which command makes a kind of finding. */
export interface KnownMeta extends FindingMeta {
  /** What a config may set beside the severity. */
  readonly options?: Members;
  readonly madeBy: 'lint' | 'diff' | 'probe' | 'every command' | 'rules of your own';
}

/** Gives what is known of every kind of finding, by code within each command. */
export async function allMetas(): Promise<readonly KnownMeta[]> {
  const [
    documents,
    { ignoreMetas },
    { lintRules },
    structure,
    spectral,
    { overrideUnused },
    { diffChecks },
    { policyMetas },
    { probeChecks },
  ] = await Promise.all([
    import('../findings/document-metas.ts'),
    import('../findings/ignore-metas.ts'),
    import('../lint/registry.ts'),
    import('../lint/structure.ts'),
    import('../lint/spectral/unsupported.ts'),
    import('../config/override-unused.ts'),
    import('../diff/registry.ts'),
    import('../diff/policy-metas.ts'),
    import('../probe/registry.ts'),
  ]);
  const by = (madeBy: KnownMeta['madeBy'], metas: readonly Omit<KnownMeta, 'madeBy'>[]) =>
    metas.map((meta) => ({ ...meta, madeBy }));
  return [
    ...by('every command', Object.values(documents.documentMetas)),
    ...by('every command', Object.values(documents.referenceMetas)),
    ...by('every command', Object.values(ignoreMetas)),
    ...by('lint', structure.structureMetas),
    ...by('lint', [spectral.rulesetUnsupported, overrideUnused]),
    ...by('lint', lintRules),
    ...by('diff', diffChecks),
    ...by('diff', Object.values(policyMetas)),
    ...by('probe', probeChecks),
  ];
}
