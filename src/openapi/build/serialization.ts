import { textIn, valueIn } from '../../document/node.ts';
import type { Node } from '../../document/document.ts';
import type { ParameterLocation, ParameterStyle, Serialization } from '../model.ts';

const styles: ReadonlySet<string> = new Set<ParameterStyle>([
  'matrix',
  'label',
  'simple',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
  'cookie',
]);

function isStyle(text: string | undefined): text is ParameterStyle {
  return text !== undefined && styles.has(text);
}

/** Takes a Parameter, Header or Encoding Object of 3.x and its location; gives its style with all defaults. */
export function serialization(node: Node, location: ParameterLocation): Serialization {
  const written = textIn(node, 'style');
  const fallback: ParameterStyle = location === 'path' || location === 'header' ? 'simple' : 'form';
  const style = isStyle(written) ? written : fallback;
  const explode = valueIn(node, 'explode');
  return {
    style,
    // Parameter Object, `explode`: true by default for form, and for cookie (3.2).
    explode: typeof explode === 'boolean' ? explode : style === 'form' || style === 'cookie',
    allowReserved: valueIn(node, 'allowReserved') === true,
  };
}

/** Takes a Parameter, Header or Items Object of 2.0 and its location; gives what its `collectionFormat` means. */
export function collectionSerialization(node: Node, location: ParameterLocation): Serialization {
  const format = textIn(node, 'collectionFormat');
  const plain: ParameterStyle = location === 'path' || location === 'header' ? 'simple' : 'form';
  const byFormat: Readonly<Record<string, ParameterStyle>> = {
    ssv: 'spaceDelimited',
    tsv: 'tabDelimited',
    pipes: 'pipeDelimited',
  };
  const style = format !== undefined && Object.hasOwn(byFormat, format) ? byFormat[format] : undefined;
  return { style: style ?? plain, explode: format === 'multi', allowReserved: false };
}
