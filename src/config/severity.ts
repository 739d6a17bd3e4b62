import type { Location } from '../document/document.ts';
import { splitRevision, uriKind } from '../document/uri.ts';
import type { SeverityOf } from '../findings/collect.ts';
import type { Severity } from '../findings/finding.ts';
import type { FindingMeta } from '../findings/meta.ts';
import { severityIn, type PresetChoice } from '../findings/presets.ts';
import { lesser } from '../findings/severity.ts';
import type { Config, Override } from './config.ts';
import { matchGlob } from './glob.ts';
import { matchPointer } from './pointer-pattern.ts';

/**
 * Takes a config, what the command line says of single codes, and a preset; gives how severe each finding is at its
 * place: the command line, else the last override that holds there, else the config's rules, else the preset's.
 * `pathOf` takes a path as the user typed it and a folder, and gives the path from there.
 */
export function createSeverityOf(
  config: Config,
  commandLine: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice,
  pathOf: (uri: string, base: string) => string = (uri) => uri,
): SeverityOf {
  const overrides = config.overrides
    .map((override) => ({
      holds: createHolds(override, pathOf),
      rules: override.rules,
    }))
    .toReversed();
  return (meta, location, own) => {
    const told = commandLine.get(meta.code);
    if (told !== undefined) return told;
    for (const { holds, rules } of overrides) {
      const severity = rules.get(meta.code);
      if (severity !== undefined && holds(location)) return severity;
    }
    return config.rules.get(meta.code)?.severity ?? lesser(severityIn(meta, preset), own);
  };
}

function createHolds(
  { files, pointers, base }: Override,
  pathOf: (uri: string, base: string) => string,
): (location: Location) => boolean {
  const fileTests = files?.map(matchGlob);
  const pointerTests = pointers?.map(matchPointer);
  const known = new Map<string, boolean>();
  const inFiles = (uri: string): boolean => {
    if (fileTests === undefined) return true;
    const path = known.has(uri) ? '' : pathOf(fileIn(uri), base);
    const holds = known.get(uri) ?? fileTests.some((test) => test(path));
    known.set(uri, holds);
    return holds;
  };
  return ({ uri, pointer }) =>
    inFiles(uri) && (pointerTests === undefined || pointerTests.some((test) => test(pointer)));
}

/** Takes the uri of a document; gives the path that globs mean it by: of a Git revision that of the file. */
export function fileIn(uri: string): string {
  return uriKind(uri) === 'git' ? splitRevision(uri).path : uri;
}

/** Takes a kind of finding; gives whether there is any place where it is not switched off. */
export function mayReport(
  meta: Pick<FindingMeta, 'code' | 'severity' | 'presets'>,
  config: Config,
  commandLine: ReadonlyMap<string, Severity | 'off'>,
  preset: PresetChoice,
): boolean {
  const told = commandLine.get(meta.code);
  if (told !== undefined) return told !== 'off';
  if (config.overrides.some(({ rules }) => (rules.get(meta.code) ?? 'off') !== 'off')) return true;
  return (config.rules.get(meta.code)?.severity ?? severityIn(meta, preset)) !== 'off';
}
