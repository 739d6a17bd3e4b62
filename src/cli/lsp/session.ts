import { createStore } from '../../document/store.ts';
import { looksLikeOpenApi } from '../../document/sniff.ts';
import { createCollector } from '../../findings/collect.ts';
import { reportDocumentProblems } from '../../findings/document-findings.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Naming } from '../../findings/fingerprint.ts';
import type { LoadedApi } from '../../openapi/load.ts';
import type { Io } from '../io.ts';
import { lintSpecs, type HowToLint } from '../lint-specs.ts';
import { refuseModules } from '../modules.ts';
import { createNaming } from '../naming.ts';
import { resolveRuleset, type Ruleset } from '../ruleset.ts';
import { loadSettings, type Settings } from '../settings.ts';
import { openSource } from '../specs.ts';
import { loadChangedPart } from './changed-part.ts';

/** Which findings are looked for: all, or only those of texts, references and structure, which take no rules. */
export type Depth = 'all' | 'structure';

/** What an editor's session knows of its files. The server has one, and so has the thread that lints. */
export interface Session {
  /** Takes a uri, and the text of the editor, which goes before the file's; undefined for the file's own again. */
  setText(uri: string, text: string | undefined): void;
  /** Takes the uri of a file that changed, came to be or is gone. */
  forget(uri: string): void;
  /** Reads the config again. Throws RunError with every mistake in it; what held before still holds then. */
  reload(): Promise<void>;
  readonly settings: () => Promise<Settings>;
  /** Takes the uri of a root file; gives the descriptions in it, none where it cannot be read as one. */
  apis(root: string): Promise<readonly LoadedApi[]>;
  /** Whether the description of a root reads a file, as it was when it was loaded last; false where it never was. */
  reaches(root: string, uri: string): boolean;
  /** Takes the uri of a root file; gives what is found in it and in the files that it refers to. */
  lint(root: string, depth: Depth): Promise<readonly Finding[]>;
  /**
   * Takes the uri of a root file and of one that it reads, whose text has changed since the root was loaded last; gives
   * what is wrong in the structure of the part around the change, before the description is loaded anew. Undefined
   * where that cannot be told without.
   */
  lintChange(root: string, uri: string): Promise<FoundInPart | undefined>;
  /** Takes a uri; gives its text as it was read, undefined where it cannot be. */
  text(uri: string): Promise<string | undefined>;
}

/** What was found in a part of a file. */
export interface FoundInPart {
  readonly pointer: Pointer;
  readonly findings: readonly Finding[];
}

/** What is known of a root from the last time that it was loaded. */
interface Reach {
  readonly uris: ReadonlySet<string>;
  /** Whether a reference led nowhere: a file that comes to be may be the one that it wants. */
  readonly incomplete: boolean;
}

export interface SessionOptions {
  /** Whether the user trusts the workspace: without, none of its code is run, and no host is asked. */
  readonly trusted?: boolean;
  /** Whether `lintChange` will be asked: what was loaded before is kept for it, which is much of a long description. */
  readonly forChanges?: boolean;
}

/** Takes the process with the workspace as its working directory, the config that the user named, if any, and options. */
export function createSession(
  io: Io,
  configFile: string | undefined,
  { trusted = false, forChanges = false }: SessionOptions = {},
): Session {
  const texts = new Map<string, string>();
  const reading = createStore({ cwd: io.cwd, offline: !trusted, texts });
  // What a folder allows itself that nobody trusts is nothing.
  const store = trusted ? reading : { ...reading, allow: () => {} };
  if (!trusted) refuseModules();
  const loaded = new Map<string, readonly LoadedApi[]>();
  /** As `loaded`, whatever has changed since; of sessions that are asked for changes. */
  const last = new Map<string, readonly LoadedApi[]>();
  const reached = new Map<string, Reach>();
  let changes = 0;
  let configured: Promise<{ settings: Settings; ruleset: Ruleset }> | undefined;

  async function configure(): Promise<{ settings: Settings; ruleset: Ruleset }> {
    const settings = await loadSettings(configFile, store, { ...io, bound: () => {} });
    return { settings, ruleset: await resolveRuleset(settings, new Map()) };
  }

  /** `isNew`: whether there may have been nothing before, or be nothing now. */
  function forget(uri: string, isNew: boolean): void {
    changes++;
    store.forget(uri);
    for (const [root, reach] of reached)
      if (root === uri || reach.uris.has(uri) || (isNew && reach.incomplete)) loaded.delete(root);
  }

  async function apis(root: string): Promise<readonly LoadedApi[]> {
    for (;;) {
      const known = loaded.get(root);
      if (known !== undefined) return known;
      const before = changes;
      const opened = await openSource(root, store);
      // What changed while files were read may have been read as it was.
      if (before !== changes) continue;
      if (typeof opened === 'string') return [];
      const uris = opened.flatMap(({ api }) => [...api.documents.all.keys()]);
      const incomplete = opened.some(({ api }) => api.referenceProblems.length > 0);
      reached.set(root, { uris: new Set(uris), incomplete });
      loaded.set(root, opened);
      if (forChanges) last.set(root, opened);
      return opened;
    }
  }

  /** Of a text so broken that nothing is left of the description. */
  async function brokenText(root: string, { settings, ruleset }: Configured): Promise<readonly Finding[]> {
    const opened = await store.open(root);
    if (opened.kind === 'failed') return [];
    const collector = createCollector(ruleset.severityOf, createNaming(io, settings.base, undefined));
    for (const { document, problems } of opened.opened)
      if (reached.has(root) || looksLikeOpenApi(document.text))
        reportDocumentProblems(collector, problems, new Map([[document.uri, document]]));
    return collector.findings();
  }

  function howTo({ settings, ruleset }: Configured, naming: Naming, depth: Depth): HowToLint {
    return {
      ruleset: depth === 'all' ? ruleset : { ...ruleset, rules: [] },
      ownMetas: settings.ownRules,
      notes: depth === 'all' ? settings.rulesets?.notes : undefined,
      naming,
      progress: { at: () => {}, done: () => {} },
      io,
    };
  }

  const configuration = () => (configured ??= configure());

  return {
    setText(uri, text) {
      const isNew = text === undefined || !texts.has(uri);
      if (text === undefined) texts.delete(uri);
      else texts.set(uri, text);
      forget(uri, isNew);
    },
    forget: (uri) => forget(uri, true),
    async reload() {
      const before = configured;
      configured = configure();
      try {
        await configured;
      } catch (error) {
        configured = before;
        throw error;
      }
    },
    settings: async () => (await configuration()).settings,
    apis,
    reaches: (root, uri) => root === uri || reached.get(root)?.uris.has(uri) === true,
    async lint(root, depth) {
      const known = await configuration();
      const { settings } = known;
      const specs = await apis(root);
      if (specs.length === 0) return brokenText(root, known);
      const naming = createNaming(io, settings.base, settings.config.baseline);
      const how = howTo(known, naming, depth);
      const { findings } = await lintSpecs(specs, how);
      const { baseline } = settings.config;
      if (baseline === undefined) return findings;
      const { applyBaseline } = await import('../baseline.ts');
      const run = { findings, codes: new Set<string>(), specs: [], uris: [], nameOf: naming.uri };
      return (await applyBaseline(run, baseline, { quiet: true }, io)).fresh;
    },
    async lintChange(root, uri) {
      const [before, second] = last.get(root) ?? [];
      const opened = await store.open(uri);
      const known = await configuration();
      if (before === undefined || second !== undefined || opened.kind === 'failed') return undefined;
      const [parsed] = opened.opened;
      const part = parsed && (await loadChangedPart(before, parsed, store));
      if (part === undefined) return undefined;
      const naming = createNaming(io, known.settings.base, undefined);
      const { findings } = await lintSpecs([part.loaded], howTo(known, naming, 'structure'));
      return { pointer: part.pointer, findings: findings.filter((finding) => part.looked(finding.location)) };
    },
    async text(uri) {
      const opened = await store.open(uri);
      return opened.kind === 'opened' ? opened.opened[0]?.document.text : undefined;
    },
  };
}

type Configured = { readonly settings: Settings; readonly ruleset: Ruleset };

/** Takes what was thrown; gives what whoever mends it needs to know. */
export function toldOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
