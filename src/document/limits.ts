/** What bounds the work that a text nobody vouches for can cause. Users set them by these names. */
export interface Limits {
  /** Bytes of one document, as read; of one from the network, without its compression. */
  readonly documentBytes: number;
  /** Bytes of all documents of one run. */
  readonly totalBytes: number;
  /** Documents of one run, those that references lead to included. */
  readonly documents: number;
  /** Collections within collections. Descriptions people write stay below 100. */
  readonly depth: number;
  /** Values in one document: those of members and items, and the document itself. GitHub's description has half a million. */
  readonly values: number;
  /** Redirects that fetching one document follows. */
  readonly redirects: number;
  /** Milliseconds that fetching one document may take, its redirects and its body included. */
  readonly fetchTime: number;
  /** Bytes of one exchange of a recording that is read as a stream, or of a file with a body. */
  readonly exchangeBytes: number;
  /** Bytes of one body that a target sends. */
  readonly responseBytes: number;
  /** Bytes of one delivery that whoever may reach the listener sends. */
  readonly deliveryBytes: number;
  /** Bytes of all exchanges of a recording that `record` writes. */
  readonly recordedBytes: number;
  /** Bytes that a compressed body unfolds to. */
  readonly unpackedBytes: number;
  /** How many times its size a compressed body may unfold to, beyond the first megabytes. */
  readonly ratio: number;
  /** Milliseconds that a pattern of a description may be matched against one text. */
  readonly patternTime: number;
  /** Steps that comparing two schemas may take. */
  readonly proofSteps: number;
  /** Milliseconds that a run of the command line may take; Infinity for as long as it takes. */
  readonly time: number;
  /** Bytes of memory that a run of the command line may take; Infinity for as much as Node.js gives it. */
  readonly memory: number;
}

/** Parsers of YAML recurse, and so does what follows references: no deeper text may be asked for. */
export const deepest = 1_000;

/** The limits that hold where the caller sets none. */
export const defaultLimits: Limits = {
  documentBytes: 200_000_000,
  totalBytes: 1_000_000_000,
  documents: 20_000,
  depth: deepest,
  values: 5_000_000,
  redirects: 5,
  fetchTime: 30_000,
  exchangeBytes: 100_000_000,
  responseBytes: 50_000_000,
  deliveryBytes: 5_000_000,
  recordedBytes: 200_000_000,
  unpackedBytes: 64_000_000,
  ratio: 200,
  patternTime: 500,
  proofSteps: 60_000,
  time: Infinity,
  memory: Infinity,
};

/** So much may come out of any compressed body, whatever its ratio: small texts of one letter are no attack. */
export const freeUnpacked = 10_000_000;

/** Takes the name of a limit; gives what is said behind how it was reached. */
export function raise(name: keyof Limits): string {
  return `; --limit ${name}=N allows more`;
}

/** Takes the limits; gives what is said of a text that is nested more deeply than they allow. */
export function tooDeep({ depth }: Pick<Limits, 'depth'>): string {
  return `more than ${depth} collections inside one another${depth < deepest ? raise('depth') : ''}`;
}

/** Takes the limits; gives what is said of a text with more values than they allow. */
export function tooMany({ values }: Pick<Limits, 'values'>): string {
  return `more than ${values} values${raise('values')}`;
}

/** Takes what has too many bytes and the limits; gives what is said of it. */
export function tooLong<K extends keyof Limits>(what: string, limits: Pick<Limits, K>, name: K): string {
  return `${what} has more than ${limits[name]} bytes${raise(name)}`;
}
