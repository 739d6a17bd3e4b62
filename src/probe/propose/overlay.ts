import type { Finding, OverlayAction } from '../../findings/finding.ts';

/** An OpenAPI Overlay document, version 1.0.0. */
export interface Overlay {
  readonly overlay: '1.0.0';
  readonly info: { readonly title: string; readonly version: string };
  /** The description that it is for. */
  readonly extends: string;
  readonly actions: readonly (OverlayAction & { readonly description: string })[];
}

/**
 * Takes findings and how an overlay refers to a document; gives the overlays that make the proposals of the findings,
 * one for each document that one changes, in the order of the findings.
 */
export function overlaysOf(
  findings: readonly Finding[],
  referTo: (uri: string) => string,
): ReadonlyMap<string, Overlay> {
  const byDocument = new Map<string, Map<string, Overlay['actions'][number]>>();
  for (const { message, proposal } of findings) {
    if (!proposal) continue;
    const actions = byDocument.get(proposal.uri) ?? new Map<string, Overlay['actions'][number]>();
    byDocument.set(proposal.uri, actions);
    for (const { target, ...change } of proposal.actions) {
      // Several findings can ask for the same change, which is made once.
      const key = JSON.stringify([target, change]);
      const description = `${proposal.description}: ${message}`;
      if (!actions.has(key)) actions.set(key, { target, description, ...change });
    }
  }
  return new Map(
    [...byDocument].map(([uri, actions]) => [
      uri,
      {
        overlay: '1.0.0',
        info: { title: `What recorded exchanges ask of ${referTo(uri)}`, version: '1.0.0' },
        extends: referTo(uri),
        actions: [...actions.values()],
      },
    ]),
  );
}
