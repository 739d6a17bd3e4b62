import { createStore } from '../../document/store.ts';
import { looksLikeOpenApi } from '../../document/sniff.ts';
import { createCollector } from '../../findings/collect.ts';
import { reportDocumentProblems } from '../../findings/document-findings.ts';
import type { Pointer } from '../../document/pointer.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Naming } from '../../findings/fingerprint.ts';
import type { Io } from '../io.ts';
import { lintSpecs, type HowToLint } from '../lint-specs.ts';
import { refuseModules } from '../modules.ts';
import { createNaming } from '../naming.ts';
import { resolveRuleset, type Ruleset } from '../ruleset.ts';
import { loadSettings, type Settings } from '../settings.ts';
import { loadChangedPart } from './changed-part.ts';
import { createDescriptions, type Descriptions } from './descriptions.ts';

/** Which findings are looked for: all, or only those of texts, references and structure, which take no rules. */
export type Depth = 'all' | 'structure';

/** What an editor's session knows of its files. The server has one, and so has the thread that lints. */
export interface Session extends Pick<Descriptions, 'apis' | 'latest' | 'apisWith' | 'isLong' | 'reaches'> {
  /** Takes a uri, and the text of the editor, which goes before the file's; undefined for the file's own again. */
  setText(uri: string, text: string | undefined): void;
  /** Takes the uri of a file that changed, came to be or is gone. */
  forget(uri: string): void;
  /** Reads the config again. Throws RunError with every mistake in it; what held before still holds then. */
  reload(): Promise<void>;
  readonly settings: () => Promise<Settings>;
  /**
   * Takes the uri of a root file; gives what is found in it and in the files that it refers to. `goOn` is called now
   * and then: what it throws ends the run.
   */
  lint(root: string, depth: Depth, goOn?: () => void): Promise<readonly Finding[]>;
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

export interface SessionOptions {
  /** Whether the user trusts the workspace: without, none of its code is run, and no host is asked. */
  readonly trusted?: boolean;
  /**
   * Whether `lintChange` and `latest` will be asked: what was loaded before is kept for them, which is much of a long
   * description. Such a session loads a little at a time, so that they are answered meanwhile.
   */
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
  const descriptions = createDescriptions(io.cwd, store, texts, forChanges);
  const { apis, forget } = descriptions;
  let configured: Promise<{ settings: Settings; ruleset: Ruleset }> | undefined;

  async function configure(): Promise<{ settings: Settings; ruleset: Ruleset }> {
    const settings = await loadSettings(configFile, store, { ...io, bound: () => {} });
    return { settings, ruleset: await resolveRuleset(settings, new Map()) };
  }

  /** Of a text so broken that nothing is left of the description. */
  async function brokenText(root: string, { settings, ruleset }: Configured): Promise<readonly Finding[]> {
    const opened = await store.open(root);
    if (opened.kind === 'failed') return [];
    const collector = createCollector(ruleset.severityOf, createNaming(io, settings.base, undefined));
    for (const { document, problems } of opened.opened)
      if (descriptions.wasLoaded(root) || looksLikeOpenApi(document.text))
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
    latest: descriptions.latest,
    apisWith: descriptions.apisWith,
    isLong: descriptions.isLong,
    reaches: descriptions.reaches,
    async lint(root, depth, goOn) {
      const known = await configuration();
      const { settings } = known;
      const specs = await apis(root);
      if (specs.length === 0) return brokenText(root, known);
      const naming = createNaming(io, settings.base, settings.config.baseline);
      const how = { ...howTo(known, naming, depth), ...(goOn && { goOn }) };
      const { findings } = await lintSpecs(specs, how);
      const { baseline } = settings.config;
      if (baseline === undefined) return findings;
      const { applyBaseline } = await import('../baseline.ts');
      const run = { findings, codes: new Set<string>(), specs: [], uris: [], nameOf: naming.uri };
      return (await applyBaseline(run, baseline, { quiet: true }, io)).fresh;
    },
    async lintChange(root, uri) {
      const before = descriptions.last(root);
      const opened = await store.open(uri);
      const known = await configuration();
      if (before === undefined || opened.kind === 'failed') return undefined;
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
