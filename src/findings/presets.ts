import type { Severity } from './finding.ts';
import type { FindingMeta } from './meta.ts';

/**
 * The sets of severities to start from. `spec`: only what makes a description invalid. `recommended`: what holds for
 * everyone. `strict`: with what teams differ in. `owasp`: security, by the OWASP API Security Top 10.
 */
export const presets = ['spec', 'recommended', 'strict', 'owasp'] as const;
export type Preset = (typeof presets)[number];

/** One preset, or several that hold together. */
export type PresetChoice = Preset | readonly Preset[];

/** Takes a name; gives whether it is a preset's. */
export function isPreset(name: string): name is Preset {
  return presets.some((preset) => preset === name);
}

/**
 * Takes what is known of a kind of finding and a preset; gives how severe it is there. `recommended` has the severity
 * that the kind names; `strict` that too, and `spec` and `owasp` none, unless the kind says otherwise. Of several
 * presets the one holds that takes it most seriously.
 */
export function severityIn(
  { severity, presets: own = {} }: Pick<FindingMeta, 'severity' | 'presets'>,
  preset: PresetChoice,
): Severity | 'off' {
  if (typeof preset !== 'string') {
    const severities = preset.map((each) => severityIn({ severity, presets: own }, each));
    return gravest.find((each) => severities.includes(each)) ?? 'off';
  }
  if (preset === 'recommended') return severity;
  return own[preset] ?? (preset === 'strict' ? severity : 'off');
}

const gravest: readonly Severity[] = ['error', 'warning', 'info'];
