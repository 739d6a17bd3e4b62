import type { Allow } from '../config/allow.ts';
import type { Document, Node } from '../document/document.ts';
import { unknownName } from '../document/reader.ts';
import type { Collector } from '../findings/collect.ts';
import { ignoreMetas } from '../findings/ignore-metas.ts';
import type { Api } from '../openapi/model.ts';
import { probeChecks } from '../probe/registry.ts';
import { allows } from '../probe/verdicts/allowance.ts';
import type { IsAllowed } from '../probe/verdicts/verdicts.ts';
import { refuseMistakes } from './config-mistakes.ts';
import { operationHint } from './operation-hint.ts';
import type { Settings } from './settings.ts';

/** What a config allows, and what of it a run has met. */
export interface AllowList {
  /** Takes the name of an API in the config, if it has one; gives what is allowed in its exchanges. */
  of(api: string | undefined): IsAllowed;
  /**
   * Takes where findings go, which codes the run looked for in all exchanges of an API, or of all, and the APIs of the
   * run; reports what has ended and what allows nothing.
   */
  report(
    collector: Collector,
    looked: (api: string | undefined, code: string) => boolean,
    apis: readonly Api[],
  ): void;
  /** The config files that it is written in, with nothing else in them shown: there may be secrets. */
  texts(): ReadonlyMap<string, string>;
}

interface Entry {
  readonly code: Node<string>;
  readonly allow: Allow;
  readonly api: string | undefined;
  readonly over: boolean;
  readonly test: ReturnType<typeof allows>;
  met: boolean;
}

/** Takes settings and the date; gives what they allow. Throws RunError where they name a code that there is not. */
export function createAllowList({ config }: Settings, today: string): AllowList {
  const codes = new Set(probeChecks.map(({ code }) => code));
  const written = [
    ...config.allow.map((allow) => ({ allow, api: undefined })),
    ...[...config.apis].flatMap(([api, { allow = [] }]) => allow.map((one) => ({ allow: one, api }))),
  ];
  const entries = written.flatMap(({ allow, api }) =>
    allow.codes.map((code): Entry => {
      const test = allows({ ...allow, codes: new Set([code.value]) });
      return { code, allow, api, over: allow.until !== undefined && allow.until < today, test, met: false };
    }),
  );
  refuseMistakes(
    entries.flatMap(({ code }) => {
      if (codes.has(code.value)) return [];
      const { message } = unknownName(code.value, code, codes);
      return { message, location: code.document.locate(code.pointer, 'value') };
    }),
  );
  return {
    of(api) {
      const mine = entries.filter((entry) => entry.api === undefined || entry.api === api);
      if (mine.length === 0) return () => false;
      return (finding, facts) => {
        let allowed = false;
        for (const entry of mine) {
          if (!entry.test(finding, facts)) continue;
          entry.met = true;
          allowed ||= !entry.over;
        }
        return allowed;
      };
    },
    report(collector, looked, apis) {
      for (const { code, allow, api, over, met } of entries) {
        const location = code.document.locate(code.pointer, 'value');
        const thorough = looked(api, code.value);
        if (!met && thorough)
          collector.add(
            ignoreMetas['ignore-unused'],
            `"${code.value}" is allowed ${whereOf(allow, apis)} and not found there`,
            location,
          );
        else if (over && (met || thorough))
          collector.add(
            ignoreMetas['ignore-expired'],
            `"${code.value}" was allowed until ${allow.until}`,
            location,
          );
      }
    },
    texts: () =>
      new Map(
        [...new Set(entries.map(({ code }) => code.document))].map((one) => [one.uri, shownOf(one, entries)]),
      ),
  };
}

function whereOf({ operations, statuses }: Allow, apis: readonly Api[]): string {
  const parts = [
    ...(operations ? [`in ${operations.join(', ')}${operationHint(operations, apis)}`] : []),
    ...(statuses ? [`with status ${statuses.join(', ')}`] : []),
  ];
  return parts.length === 0 ? 'everywhere' : parts.join(' ');
}

function shownOf(document: Document, entries: readonly Entry[]): string {
  const shown = new Set(
    entries
      .filter(({ code }) => code.document === document)
      .map(({ code }) => document.locate(code.pointer, 'value').range.start.line),
  );
  return document.text
    .split('\n')
    .map((line, index) => (shown.has(index + 1) ? line : ''))
    .join('\n');
}
