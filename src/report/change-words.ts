import type { DiffSection } from '../findings/run-report.ts';

/** What a comparison calls for, to follow "this". */
export const semverWords: Readonly<Record<DiffSection['semver'], string>> = {
  major: 'calls for a new major version',
  minor: 'calls for a new minor version',
  patch: 'calls for a new patch version',
  none: 'calls for no new version',
};

/** Takes what changed; gives it counted: `5 changes (1 breaking, 4 compatible)`. */
export function changeCounts({ changes }: DiffSection): string {
  const breaking = changes.filter((change) => change.breaking === true).length;
  const unproven = changes.filter((change) => change.breaking === 'unproven').length;
  const accepted = changes.filter((change) => change.accepted !== undefined).length;
  const parts = [
    `${breaking} breaking`,
    ...(unproven > 0 ? [`${unproven} unproven`] : []),
    ...(accepted > 0 ? [`${accepted} accepted`] : []),
    `${changes.length - breaking - unproven - accepted} compatible`,
  ];
  return `${changes.length} ${changes.length === 1 ? 'change' : 'changes'} (${parts.join(', ')})`;
}
