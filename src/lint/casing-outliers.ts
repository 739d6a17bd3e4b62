import type { Node, Part } from '../document/document.ts';
import { choice, listOrOne, optional, text } from '../document/reader.ts';
import type { Reporter } from '../findings/meta.ts';
import type { OperationName } from '../findings/finding.ts';
import { casingLabel, casings, fitsCasing, hasCasing, inCasing, type Casing } from './casing.ts';
import { matchNames } from './name-patterns.ts';

/** The options of every rule about casing. */
export const casingOptions = {
  casing: optional(
    choice(casings),
    'How they are to be written. Without it, as most of them in the same document are, where most agree.',
  ),
  ignore: optional(listOrOne(text), 'Names that are left alone; `*` stands for any text.'),
} as const;

/** What a rule about casing says, of names of one kind: one message for each way to know the right casing. */
export function casingMessages<const Noun extends string>(noun: Noun) {
  return {
    unlike: `${noun} "{name}" is not {casing}, as {fits} of {total} are{suggestion}`,
    other: `${noun} "{name}" is not {casing}{suggestion}`,
  } as const;
}

/** A name and where it is written. */
export interface Name {
  readonly name: string;
  readonly at: Node;
  readonly part?: Part;
  readonly operation?: OperationName;
}

/** How many names have to agree before one that does not is called an outlier, for each of its own kind. */
const majority = 4;

/**
 * Takes the names of one kind, the options, and the casings that may be learned; reports those that are not in the
 * casing that the options name, else in the one that most of the names are in. Names that fit several casings (`id`)
 * tell nothing, and where the others do not agree nothing is reported.
 */
export function reportCasing(
  report: Reporter<ReturnType<typeof casingMessages>>,
  names: readonly Name[],
  options: { readonly casing?: Casing; readonly ignore?: readonly string[] },
  learnable: readonly Casing[],
): void {
  const ignored = matchNames(options.ignore ?? []);
  const judged = names.filter(({ name }) => hasCasing(name) && !ignored(name));
  const { casing } = options;
  if (casing !== undefined) {
    for (const { name, ...place } of judged) {
      if (fitsCasing(name, casing)) continue;
      const params = { name, casing: casingLabel(casing), suggestion: suggest(name, casing) };
      report({ message: 'other', params, ...place });
    }
    return;
  }
  const learned = learn(new Set(judged.map(({ name }) => name)), learnable);
  for (const { name, ...place } of judged) {
    const counts = learned?.outliers.get(name);
    if (learned === undefined || counts === undefined) continue;
    const params = {
      name,
      casing: casingLabel(learned.casing),
      fits: counts.fits,
      total: counts.total,
      suggestion: suggest(name, learned.casing),
    };
    report({ message: 'unlike', params, ...place });
  }
}

interface Learned {
  readonly casing: Casing;
  /** Names not in the casing, with how many are against how many there are of both. */
  readonly outliers: ReadonlyMap<string, { readonly fits: number; readonly total: number }>;
}

/** Takes distinct names; gives the casing of most, and the names that so many others speak against. */
function learn(names: ReadonlySet<string>, learnable: readonly Casing[]): Learned | undefined {
  /** Names by which of the casings they fit. */
  const groups = new Map<string, { readonly casings: readonly Casing[]; readonly names: string[] }>();
  for (const name of names) {
    const fitting = learnable.filter((casing) => fitsCasing(name, casing));
    const key = fitting.join();
    const group = groups.get(key);
    if (group) group.names.push(name);
    else groups.set(key, { casings: fitting, names: [name] });
  }
  const all = [...groups.values()];
  const count = (counts: (fitting: readonly Casing[]) => boolean) =>
    all.reduce((sum, group) => sum + (counts(group.casings) ? group.names.length : 0), 0);
  const size = (casing: Casing) => count((fitting) => fitting.includes(casing));
  const casing = learnable.reduce<Casing | undefined>(
    (best, each) => (best === undefined || size(each) > size(best) ? each : best),
    undefined,
  );
  if (casing === undefined) return undefined;
  const outliers = new Map<string, { readonly fits: number; readonly total: number }>();
  for (const { casings: own, names: few } of all) {
    if (own.includes(casing)) continue;
    // What speaks for the casing is a name that could not be one of the outlier's own.
    const fits = count((fitting) => fitting.includes(casing) && !own.some((each) => fitting.includes(each)));
    const against = count(
      (fitting) =>
        !fitting.includes(casing) && (own.length === 0 || own.some((each) => fitting.includes(each))),
    );
    if (fits < majority * against) continue;
    for (const name of few) outliers.set(name, { fits, total: fits + against });
  }
  return { casing, outliers };
}

function suggest(name: string, casing: Casing): string {
  const written = inCasing(name, casing);
  return written === undefined ? '' : `; that is ${written}`;
}
