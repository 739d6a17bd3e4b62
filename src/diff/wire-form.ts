import type { Documents } from '../document/documents.ts';
import type { MediaType, ParameterLocation, SchemaSite, Serialization } from '../openapi/model.ts';
import { typesOf } from '../schema/types.ts';
import type { Pair } from './pair.ts';

/** How a value of one kind looks on the wire. */
type Kind = 'single' | 'array' | 'object';

/** What is written somewhere as text: a parameter, a header, a field of a form. */
export interface Written extends Pick<Serialization, 'style' | 'explode'> {
  readonly schema: SchemaSite | undefined;
  readonly content?: MediaType | undefined;
}

/**
 * Takes something written in two versions and their documents; gives in words how each writes it, or undefined where
 * no value that both may have is written in two ways.
 */
export function wireForms(pair: Pair<Written>, documents: Pair<Documents>): Pair<string> | undefined {
  const { before, after } = pair;
  if (before.content && after.content) return undefined;
  const isStyled = !before.content && !after.content;
  if (isStyled && before.style === after.style && before.explode === after.explode) return undefined;
  const was = kindsOf(before, documents.before);
  const is = kindsOf(after, documents.after);
  const shared = was.filter((kind) => is.includes(kind));
  const differs = (kind: Kind) => wireForm(before, kind) !== wireForm(after, kind);
  if (!shared.some(differs)) return undefined;
  return { before: words(before), after: words(after) };
}

/** What types a value may have: `content` may hold all that there is. */
function kindsOf({ schema, content }: Written, documents: Documents): readonly Kind[] {
  const site = schema ?? content?.schema;
  if (!site) return ['single', 'array', 'object'];
  const types = typesOf(documents, site);
  const kinds: Kind[] = [];
  if (types.has('array')) kinds.push('array');
  if (types.has('object')) kinds.push('object');
  if (types.size > kinds.length) kinds.push('single');
  return kinds;
}

/** A style shows only where there is a choice to make: of a single value, `explode` says nothing (RFC 6570). */
function wireForm({ style, explode, content }: Written, kind: Kind): string {
  if (content) return content.range;
  const prefix = style === 'matrix' || style === 'label' ? style : '';
  if (kind === 'single') return prefix;
  if (style === 'deepObject') return kind === 'object' ? 'deepObject' : 'undefined';
  if (explode && kind === 'array' && (style === 'spaceDelimited' || style === 'pipeDelimited'))
    return 'repeated';
  if (style === 'form' || style === 'cookie') return explode ? 'repeated' : ',';
  if (style === 'simple') return explode && kind === 'object' ? 'a=b,c=d' : ',';
  return `${style} ${String(explode)}`;
}

function words({ style, explode, content }: Written): string {
  return content ? `as ${content.range}` : `in style ${style}${explode ? ', exploded' : ''}`;
}

/** Takes where a parameter is sent; gives whether reserved characters mean anything there (`allowReserved`). */
export function reservesCharacters(location: ParameterLocation): boolean {
  return location === 'query' || location === 'path';
}
