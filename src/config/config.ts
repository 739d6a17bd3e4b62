import type { Document, Node } from '../document/document.ts';
import { rootNode } from '../document/node.ts';
import type { Severity } from '../findings/finding.ts';
import { allow, type Allow } from './allow.ts';
import { asyncApi } from './async-api.ts';
import { auth } from './auth.ts';
import { customRule, type CustomRuleConfig } from './custom-rule.ts';
import { diffSettings } from './diff.ts';
import { host } from './host.ts';
import { limits } from './limits.ts';
import { listen } from './listen.ts';
import { ruleSetting, severity, type RuleSetting } from './rule-setting.ts';
import {
  choice,
  count,
  flag,
  listOrOne,
  map,
  object,
  optional,
  pattern,
  required,
  text,
  type ReadProblem,
  type Reader,
} from '../document/reader.ts';

const target = object({
  url: required(
    text,
    'Where the provider listens: scheme, host and port, and a path where it has one of its own; or unix:PATH.',
  ),
  auth: optional(map(auth), 'How to authenticate, by the name of a security scheme in the contract.'),
  otherAuth: optional(
    map(auth),
    'How a second user authenticates, by the name of a security scheme: --generate tries whether that user reaches what belongs to the first.',
  ),
  refusedAuth: optional(
    map(auth),
    'Credentials that are to be refused, by the name of a security scheme: those of a token that has expired or was revoked. --check-auth tries them.',
  ),
  headers: optional(map(text), 'Sent with every request.'),
  variables: optional(map(text), 'Values for {name} in recordings.'),
  resources: optional(
    map(text),
    'What requests that are made up (--generate) may be about, by the name of a parameter or member of a body: ids, such as deviceId. With --unsafe they may change it.',
  ),
  listen: optional(listen, 'What webhooks and callbacks of the provider are held to.'),
  proxy: optional(text, 'The HTTP proxy to reach it through (default: as HTTPS_PROXY and its like say).'),
  tls: optional(
    object({
      ca: optional(text, 'A file of certificates (PEM) to trust in place of those of the system.'),
      cert: optional(text, 'A file with the certificate of the client (PEM).'),
      key: optional(text, 'A file with its key (PEM).'),
      insecure: optional(flag, 'Trust any certificate. For tests on this machine alone.'),
    }),
    'Certificates.',
  ),
});

const api = object({
  spec: required(text, 'The description: a file, a URL or REV:PATH.'),
  recordings: optional(listOrOne(text), 'Files or globs of recorded exchanges.'),
  asyncapi: optional(
    listOrOne(asyncApi),
    'AsyncAPI documents (3.x) that say which messages go over its WebSockets.',
  ),
  targets: optional(map(target), 'Running providers, by a name of your own.'),
  allow: optional(listOrOne(allow), 'Findings of probe to live with in this API, each with the reason.'),
});

const probe = object({
  allow: optional(listOrOne(allow), 'Findings of probe to live with in every API, each with the reason.'),
});

const overrideMembers = object({
  files: optional(listOrOne(pattern), 'Globs; without them, every file.'),
  pointers: optional(
    listOrOne(pattern),
    'JSON Pointers, with * for any text in a key and ** for any keys; they hold for all below them.',
  ),
  rules: required(map(severity), 'Severities that hold there.'),
});

const override: Reader<ReadBy<typeof overrideMembers> & { readonly written: Node }> = {
  schema: overrideMembers.schema,
  read(node, problems) {
    const read = overrideMembers.read(node, problems);
    return read && { ...read, written: node };
  },
};

const file = object({
  apis: optional(map(api), 'The APIs of this repository, by a name of your own.'),
  extends: optional(
    listOrOne(text),
    'What to start from: spec, recommended, strict or owasp, and config files; the later wins.',
  ),
  plugins: optional(listOrOne(text), 'ES modules with rules of your own, made with defineLintRule.'),
  rulesets: optional(
    listOrOne(text),
    'Spectral rulesets, which run as they are: files in YAML, JSON or JavaScript.',
  ),
  customRules: optional(map(customRule), 'Rules of your own without code, by a code of your own.'),
  rules: optional(map(ruleSetting), 'By code: a severity, or an object with severity and options.'),
  overrides: optional(
    listOrOne(override),
    'Severities for some files or some places in them; the last one wins.',
  ),
  probe: optional(probe, 'What holds for probe alone.'),
  failOn: optional(choice(['error', 'warning', 'info', 'never']), 'From which severity on a run fails.'),
  maxWarnings: optional(count, 'More warnings than this fail a run.'),
  baseline: optional(text, 'The file that lists the findings to live with.'),
  diff: optional(diffSettings, 'What holds where two versions are compared.'),
  allowHosts: optional(
    listOrOne(host),
    'Hosts that documents may refer to: example.com or example.com:8443.',
  ),
  allowPaths: optional(
    listOrOne(text),
    'Folders and files outside the repository that documents may refer to.',
  ),
  limits: optional(limits, 'What bounds the cost of documents and recordings.'),
});

type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** One API of the repository. */
export type ApiConfig = ReadBy<typeof api>;
/** One running provider of an API. */
export type TargetConfig = ReadBy<typeof target>;

/** What a team decided, with every code in its present name. */
export interface Config extends Omit<
  ReadBy<typeof file>,
  'rules' | 'overrides' | 'apis' | 'extends' | 'plugins' | 'rulesets' | 'customRules' | 'probe'
> {
  readonly apis: ReadonlyMap<string, ApiConfig>;
  readonly extends: readonly string[];
  readonly plugins: readonly string[];
  readonly rulesets: readonly string[];
  readonly customRules: ReadonlyMap<string, CustomRuleConfig>;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly Override[];
  /** What every API is allowed. */
  readonly allow: readonly Allow[];
}

export interface Override {
  /** The folder that the globs start at, relative to the working directory; '' for the same. */
  readonly base: string;
  readonly files: readonly string[] | undefined;
  readonly pointers: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Where a config has it; undefined of one that a ruleset brought. */
  readonly written?: Node;
}

/** What holds where there is no file. */
export const emptyConfig: Config = {
  apis: new Map(),
  extends: [],
  plugins: [],
  rulesets: [],
  customRules: new Map(),
  rules: new Map(),
  overrides: [],
  allow: [],
};

/** The JSON Schema of the config file (2020-12), without the codes of rules. */
export const fileSchema = file.schema;

/** Takes the parsed config file; gives what it says, and its mistakes, each at its line. What is wrong is left out. */
export function readConfig(document: Document): {
  readonly config: Config;
  readonly problems: readonly ReadProblem[];
} {
  const problems: ReadProblem[] = [];
  const root = rootNode(document);
  // An empty file, or one of comments only, is a config that decides nothing.
  const read = root.value === null || root.value === undefined ? {} : (file.read(root, problems) ?? {});
  const config: Config = {
    ...emptyConfig,
    ...read,
    allow: read.probe?.allow ?? [],
    overrides: (read.overrides ?? []).map(({ files, pointers, rules, written }) => ({
      base: '',
      files,
      pointers,
      rules: rules ?? new Map(),
      written,
    })),
  };
  return { config, problems };
}
