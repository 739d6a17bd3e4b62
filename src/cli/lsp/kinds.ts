import type { FindingMeta } from '../../findings/meta.ts';
import type { Session } from './session.ts';

/** What is known of the kinds of findings, with the rules of the user's own. */
export interface Kinds {
  /** Takes a code; gives what is known of it. */
  of(code: string): Promise<FindingMeta | undefined>;
}

/** Takes the session, whose config may bring rules. */
export function createKinds(session: Session): Kinds {
  let metas: Promise<ReadonlyMap<string, FindingMeta>> | undefined;
  const load = async (): Promise<ReadonlyMap<string, FindingMeta>> => {
    const { allMetas } = await import('../codes.ts');
    const byCode = new Map<string, FindingMeta>();
    // Lint's own go before those that diff and probe have under the same code.
    for (const meta of await allMetas()) if (!byCode.has(meta.code)) byCode.set(meta.code, meta);
    return byCode;
  };
  return {
    async of(code) {
      const known = (await (metas ??= load())).get(code);
      if (known) return known;
      const own = await session.settings().catch(() => undefined);
      return own?.ownRules.find((rule) => rule.code === code);
    },
  };
}
