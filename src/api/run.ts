import { textOf } from '../document/node.ts';
import type { Document } from '../document/document.ts';
import { today } from '../document/clock.ts';
import { version } from '../document/version.ts';
import { applyIgnores } from '../findings/apply-ignores.ts';
import type { SeverityOf } from '../findings/collect.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { gatherIgnores } from '../findings/ignores.ts';
import type { FindingMeta } from '../findings/meta.ts';
import { isPreset, presets, severityIn, type Preset } from '../findings/presets.ts';
import { summarize, type RunReport, type SpecName } from '../findings/run-report.ts';
import { lesser } from '../findings/severity.ts';
import type { LoadedApi } from '../openapi/load.ts';

/** How severe findings are. */
export interface SeverityOptions {
  /** The severities to start from; default: `recommended`. */
  readonly preset?: Preset;
  /** By code, what wins over the preset. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** The day that ignores with a last day are judged by, as `2027-01-31`; default: that of the machine's clock. */
  readonly today?: string;
}

/** What a run came to, and what reports of it are made from. */
export interface Run {
  /** As `report.schema.json` describes it. */
  readonly result: RunReport;
  /** By uri, the texts that findings point into. */
  readonly texts: ReadonlyMap<string, string>;
  /** By code, the kinds of findings that the run looked for. */
  readonly kinds: ReadonlyMap<string, FindingMeta>;
}

const known: readonly string[] = ['error', 'warning', 'info', 'off'];

/** Takes how severe findings are to be; gives what decides it. Throws TypeError where that is no preset or severity. */
export function severitiesOf({ preset = 'recommended', severities = {} }: SeverityOptions): SeverityOf {
  // Who calls from JavaScript has no compiler to say so, and would be told that all is well.
  if (!isPreset(preset))
    throw new TypeError(`${JSON.stringify(preset)} is no preset: there are ${presets.join(', ')}`);
  for (const [code, severity] of Object.entries(severities))
    if (!known.includes(severity))
      throw new TypeError(
        `${JSON.stringify(severity)} is no severity for ${code}: there are ${known.join(', ')}`,
      );
  return (meta, _location, own) =>
    Object.hasOwn(severities, meta.code)
      ? (severities[meta.code] ?? 'off')
      : lesser(severityIn(meta, preset), own);
}

/** What of a run `finish` makes a report of. */
export interface Found {
  readonly command: RunReport['command'];
  readonly specs: readonly SpecName[];
  readonly findings: readonly Finding[];
  /** Whose comments leave findings out. */
  readonly documents: readonly Document[];
  /** By uri, further texts that findings point into. */
  readonly texts?: ReadonlyMap<string, string>;
  readonly metas: readonly FindingMeta[];
  readonly suppressed?: number;
  readonly durationMs: number;
  /** The command's own section, for the findings that are left. */
  section?(findings: readonly Finding[]): Pick<RunReport, 'diff' | 'probe'>;
}

/** Takes what a run found; leaves out what its documents ignore; gives the run. */
export function finish(found: Found, options: SeverityOptions): Run {
  const kinds = new Map(found.metas.map((meta) => [meta.code, meta]));
  const { ignores } = gatherIgnores(found.documents);
  const { kept } = applyIgnores(found.findings, ignores, {
    today: options.today ?? today(),
    codes: namesOf(found.metas),
    ran: (code) => kinds.has(code),
    looked: undefined,
  });
  const suppressed = found.findings.length - kept.length + (found.suppressed ?? 0);
  return {
    result: {
      reportVersion: 1,
      tool: { name: 'apicheck', version },
      command: found.command,
      specs: found.specs,
      summary: summarize(kept, suppressed, found.durationMs),
      findings: kept,
      ...found.section?.(kept),
    },
    texts: new Map([...found.documents.map(({ uri, text }) => [uri, text] as const), ...(found.texts ?? [])]),
    kinds,
  };
}

/** Takes a description and its part in the run; gives how a report names it. */
export function specNameOf({ api }: LoadedApi, role: SpecName['role']): SpecName {
  const { uri, value } = api.documents.root;
  const { openapi, swagger } = value as { readonly openapi?: unknown; readonly swagger?: unknown };
  return { uri, role, openapi: textOf(openapi ?? swagger) };
}

/** Codes by every name that they have, those in other tools included. */
function namesOf(metas: readonly FindingMeta[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>(metas.map(({ code }) => [code, [code]]));
  const codes = new Set(names.keys());
  for (const { code, aliases = [] } of metas)
    for (const alias of aliases) if (!codes.has(alias)) names.set(alias, [...(names.get(alias) ?? []), code]);
  return names;
}
