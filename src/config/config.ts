import type { Document, Node } from '../document/document.ts';
import { child, members, rootNode } from '../document/node.ts';
import type { Severity } from '../findings/finding.ts';
import { auth } from './auth.ts';
import {
  choice,
  count,
  listOrOne,
  map,
  object,
  optional,
  problem,
  required,
  text,
  unknownName,
  type ConfigProblem,
  type Reader,
} from './reader.ts';

const severity = choice(['error', 'warning', 'info', 'off']);

const target = object({
  url: required(
    text,
    'Where the provider listens: scheme, host and port, and a path where it has one of its own.',
  ),
  auth: optional(map(auth), 'How to authenticate, by the name of a security scheme in the contract.'),
  headers: optional(map(text), 'Sent with every request.'),
  variables: optional(map(text), 'Values for {name} in recordings.'),
});

const api = object({
  spec: required(text, 'The description: a file, a URL or REV:PATH.'),
  recordings: optional(listOrOne(text), 'Files or globs of recorded exchanges.'),
  targets: optional(map(target), 'Running providers, by a name of your own.'),
});

const override = object({
  files: optional(listOrOne(text), 'Globs; without them, every file.'),
  pointers: optional(listOrOne(text), 'JSON Pointers, with * for any text; they hold for all below them.'),
  rules: required(map(severity), 'Severities that hold there.'),
});

const file = object({
  apis: optional(map(api), 'The APIs of this repository, by a name of your own.'),
  rules: optional(map(severity), 'Severities by code.'),
  overrides: optional(
    listOrOne(override),
    'Severities for some files or some places in them; the last one wins.',
  ),
  failOn: optional(choice(['error', 'warning', 'info', 'never']), 'From which severity on a run fails.'),
  maxWarnings: optional(count, 'More warnings than this fail a run.'),
});

type ReadBy<R> = R extends Reader<infer T> ? T : never;

/** One API of the repository. */
export type ApiConfig = ReadBy<typeof api>;
/** One running provider of an API. */
export type TargetConfig = ReadBy<typeof target>;

/** What a team decided, with every code in its present name. */
export interface Config extends Omit<ReadBy<typeof file>, 'rules' | 'overrides' | 'apis'> {
  /** Undefined where there is no file. */
  readonly document: Document | undefined;
  readonly apis: ReadonlyMap<string, ApiConfig>;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly overrides: readonly Override[];
}

export interface Override {
  readonly files: readonly string[] | undefined;
  readonly pointers: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
}

/** What holds where there is no file. */
export const emptyConfig: Config = { document: undefined, apis: new Map(), rules: new Map(), overrides: [] };

/** The JSON Schema of the config file (2020-12), for editors. */
export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'apicheck.yaml',
  ...file.schema,
};

/**
 * Takes the parsed config file and the codes of all findings, aliases included, each with its present code; gives
 * what the file says, and its mistakes, each at its line. What is wrong is left out of the config.
 */
export function readConfig(
  document: Document,
  codes: ReadonlyMap<string, string>,
): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const root = rootNode(document);
  // An empty file, or one of comments only, is a config that decides nothing.
  const read = root.value === null || root.value === undefined ? {} : (file.read(root, problems) ?? {});
  const { rules = new Map(), overrides = [], apis = new Map(), ...rest } = read;
  checkCodes(child(root, 'rules'), codes, problems);
  const written = child(root, 'overrides');
  const overrideNodes = Array.isArray(written?.value)
    ? written.value.map((_, index) => child(written, index))
    : [written];
  for (const node of overrideNodes) if (node) checkCodes(child(node, 'rules'), codes, problems);
  const config: Config = {
    ...rest,
    document,
    apis,
    rules: present(rules, codes),
    overrides: overrides.map(({ files, pointers, rules: theirs }) => ({
      files,
      pointers,
      rules: present(theirs ?? new Map(), codes),
    })),
  };
  return { config, problems };
}

function checkCodes(
  node: Node | undefined,
  codes: ReadonlyMap<string, string>,
  problems: ConfigProblem[],
): void {
  const seen = new Map<string, string>();
  for (const [key, member] of members(node)) {
    const code = codes.get(key);
    if (code === undefined) {
      problems.push(unknownName(key, member, codes.keys()));
      continue;
    }
    const other = seen.get(code);
    if (other !== undefined)
      problems.push(problem(member, `"${key}" and "${other}" are the same rule`, 'key'));
    seen.set(code, key);
  }
}

function present(
  rules: ReadonlyMap<string, Severity | 'off'>,
  codes: ReadonlyMap<string, string>,
): ReadonlyMap<string, Severity | 'off'> {
  return new Map([...rules].map(([name, value]) => [codes.get(name) ?? name, value]));
}
