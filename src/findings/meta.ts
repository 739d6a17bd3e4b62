import type { Node, Part } from '../document/document.ts';
import { shortened } from '../document/shortened.ts';
import type { Evidence, Fix, OperationName, Severity } from './finding.ts';
import type { Preset } from './presets.ts';

/** Message templates by id; `{name}` is a placeholder. */
export type Messages = Readonly<Record<string, string>>;

/** What is known of a kind of finding before any is made: the text of `explain`, lists and docs. */
export interface FindingMeta<M extends Messages = Messages> {
  /** Kebab-case, subject first: `path-parameter-undeclared`. */
  readonly code: string;
  /** The severity unless a config says otherwise; `off` for what a team has to ask for. */
  readonly severity: Severity | 'off';
  /** The severities in other presets: without one, `severity` in `strict`, and off in `spec` and `owasp`. */
  readonly presets?: Readonly<Partial<Record<Exclude<Preset, 'recommended'>, Severity | 'off'>>>;
  /** One imperative sentence. */
  readonly summary: string;
  /** What goes wrong for whom if it stays. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  readonly messages: M;
  /** Ids of the same concept in other tools, accepted in configs and ignores. */
  readonly aliases?: readonly string[];
  /** The section of the specification that it rests on. */
  readonly section?: string;
  /** Small documents for `explain`: one that has the finding, one that has not. */
  readonly bad?: string;
  readonly good?: string;
}

type Placeholder<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends '' ? never : Name) | Placeholder<Rest>
  : never;

/** Exactly the placeholders that a template has; any, where the template is not known to the compiler. */
export type Params<T extends string> = string extends T
  ? { readonly params?: Readonly<Record<string, string | number>> | undefined }
  : [Placeholder<T>] extends [never]
    ? { readonly params?: undefined }
    : { readonly params: Readonly<Record<Placeholder<T>, string | number>> };

/** Where a finding is, and what else it says beside its message. */
export interface Placement {
  readonly at: Node;
  /** Default: the value of a scalar; the key of an object or array, whose value may be a thousand lines. */
  readonly part?: Part;
  readonly related?: readonly { readonly message: string; readonly at: Node; readonly part?: Part }[];
  readonly operation?: OperationName;
  readonly evidence?: Evidence;
  /** How to mend it; a function where finding out costs more than reporting: it is called for what is told only. */
  readonly fix?: Fix | (() => Fix | undefined);
  /** Where this one weighs less than its kind does by default; a severity that a config sets holds all the same. */
  readonly severity?: Severity;
  /** What it weighs, where whoever reports has found that out already. */
  readonly settled?: Severity;
}

/** One report: the id of a message, exactly the placeholders that its template has, and a place. */
export type Report<M extends Messages> = {
  [Id in keyof M & string]: Placement & { readonly message: Id } & Params<M[Id]>;
}[keyof M & string];

/** What a rule or check calls with each finding. */
export type Reporter<M extends Messages> = (report: Report<M>) => void;

/** Takes a template and its parameters; gives the text, in which what is endless is shortened. */
export function fillMessage(
  template: string,
  params: Readonly<Record<string, string | number>> = {},
): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? shortened(String(params[name])) : whole,
  );
}
