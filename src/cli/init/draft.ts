import { isObject, type JsonObject } from '../../document/node.ts';

/** A severity as apicheck.yaml writes it. */
export type DraftSeverity = 'error' | 'warning' | 'info' | 'off';

/** What another tool's config comes to here, as plain data in the shape of apicheck.yaml. */
export interface Draft {
  extends?: string;
  failOn?: string;
  apis: Record<string, { spec: string; recordings?: string | readonly string[] }>;
  rulesets: string[];
  rules: Record<string, DraftSeverity | Readonly<Record<string, unknown>>>;
  customRules: Record<string, unknown>;
  overrides: {
    files?: readonly string[];
    pointers?: readonly string[];
    rules: Record<string, DraftSeverity>;
  }[];
  /** How versions are compared. */
  diff?: Readonly<Record<string, unknown>>;
  /** What could not be carried over, each in a sentence that names it. */
  left: string[];
}

/** Gives a draft with nothing in it. */
export function emptyDraft(): Draft {
  return { apis: {}, rulesets: [], rules: {}, customRules: {}, overrides: [], left: [] };
}

/** Takes the id of a rule in another tool; gives the codes here that stand for it. */
export interface CodesOf {
  (id: string): readonly string[];
  /** Takes a code; gives the ids of oasdiff that it stands for. */
  idsOf(code: string): readonly string[];
  /** Takes a code; gives the severity that it has anyway. */
  usual(code: string): DraftSeverity | undefined;
}

const order: readonly DraftSeverity[] = ['off', 'info', 'warning', 'error'];

/** Sets the severity of the rules that stand for an id; of two ids that one rule stands for, the heavier one counts. */
export function setSeverity(
  rules: Record<string, unknown>,
  codes: readonly string[],
  severity: DraftSeverity,
): void {
  for (const code of codes) {
    const known = Object.hasOwn(rules, code) ? rules[code] : undefined;
    const before = isObject(known) ? known['severity'] : known;
    const heavier = order.indexOf(before as DraftSeverity) > order.indexOf(severity);
    if (!heavier) rules[code] = isObject(known) ? { ...known, severity } : severity;
  }
}

/** Adds options to a rule that has its severity; none are nothing to add. */
export function setOptions(rules: Record<string, unknown>, code: string, options: JsonObject): void {
  if (Object.keys(options).length === 0) return;
  const known = Object.hasOwn(rules, code) ? rules[code] : undefined;
  rules[code] = { ...(isObject(known) ? known : { severity: known }), ...options };
}

/** Takes what should be a list of texts; gives those in it. */
export function textsIn(written: unknown): readonly string[] {
  return Array.isArray(written)
    ? (written as readonly unknown[]).filter((each) => typeof each === 'string')
    : [];
}

/** Takes a severity as other tools write it; gives it as ours, or undefined for what is none. */
export function severityFrom(written: unknown): DraftSeverity | undefined {
  switch (written) {
    case 'error':
    case 'off':
    case 'info':
      return written;
    case 'warn':
    case 'warning':
      return 'warning';
    case 'hint':
      return 'info';
    case false:
      return 'off';
    default:
      return undefined;
  }
}
