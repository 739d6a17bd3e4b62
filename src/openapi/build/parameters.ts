import type { Node } from '../../document/document.ts';
import { child, items, textIn, type JsonObject } from '../../document/node.ts';
import type { Parameter, ParameterLocation } from '../model.ts';
import { atLeast } from '../version.ts';
import { definition, isTrue, memoised, siteOf, type BuildContext } from './context.ts';
import { firstOf, type MediaBuilder } from './media.ts';
import { collectionSerialization, serialization } from './serialization.ts';

/** A Parameter Object of 2.0 that is (part of) the body, and where it is used. */
export interface BodyParameter {
  readonly node: Node<JsonObject>;
  readonly use: Node;
  readonly in: 'body' | 'formData';
  readonly name: string;
}

/** Makes parameters. */
export interface ParameterBuilder {
  parameter(use: Node, origin: Parameter['origin']): Parameter | undefined;
  /** Of an operation and its path item, the former's overriding by name and location. */
  parameters(operation: Node, pathItem: Node): readonly Parameter[];
  /** 2.0: those in the body, the operation's overriding. */
  bodyParameters(operation: Node, pathItem: Node): readonly BodyParameter[];
}

/** Makes the builder of parameters for one description. */
export function createParameterBuilder(context: BuildContext, media: MediaBuilder): ParameterBuilder {
  const known = memoised<Parameter | undefined>();
  const second = context.version === '2.0';

  function make(use: Node, origin: Parameter['origin']): Parameter | undefined {
    const node = definition(context, use);
    const name = node && textIn(node, 'name');
    const location = node && locationOf(textIn(node, 'in'), context);
    if (node === undefined || name === undefined || location === undefined) return undefined;
    return {
      node,
      use,
      name,
      in: location,
      required: isTrue(node, 'required'),
      deprecated: isTrue(node, 'deprecated'),
      allowEmptyValue: isTrue(node, 'allowEmptyValue'),
      origin,
      ...(second ? collectionSerialization(node, location) : serialization(node, location)),
      schema: siteOf(context, second ? node : child(node, 'schema'), 'request'),
      content: firstOf(media.content(child(node, 'content'), 'request')),
      examples: second ? [] : media.examples(node),
    };
  }

  const builder: ParameterBuilder = {
    parameter(use, origin) {
      return known(use.value, origin, () => make(use, origin));
    },
    parameters(operation, pathItem) {
      const merged = new Map<string, Parameter>();
      const add = (holder: Node, origin: Parameter['origin']): void => {
        for (const use of items(child(holder, 'parameters'))) {
          const parameter = builder.parameter(use, origin);
          if (parameter) merged.set(identity(parameter), parameter);
        }
      };
      add(pathItem, 'path-item');
      add(operation, 'operation');
      return [...merged.values()];
    },
    bodyParameters(operation, pathItem) {
      const merged = new Map<string, BodyParameter>();
      for (const holder of [pathItem, operation]) {
        for (const use of items(child(holder, 'parameters'))) {
          const node = definition(context, use);
          const location = node && textIn(node, 'in');
          if (node === undefined || (location !== 'body' && location !== 'formData')) continue;
          const name = textIn(node, 'name') ?? '';
          // There is but one body, whatever it is called.
          merged.set(location === 'body' ? 'body' : `formData ${name}`, { node, use, in: location, name });
        }
      }
      return [...merged.values()];
    },
  };
  return builder;
}

/** What makes two parameters the same: name and location (Operation Object, `parameters`), headers without case. */
function identity({ name, in: location }: Parameter): string {
  return `${location} ${location === 'header' ? name.toLowerCase() : name}`;
}

function locationOf(text: string | undefined, { version }: BuildContext): ParameterLocation | undefined {
  switch (text) {
    case 'path':
    case 'query':
    case 'header':
      return text;
    case 'cookie':
      return version === '2.0' ? undefined : text;
    case 'querystring':
      return atLeast(version, '3.2') ? text : undefined;
    default:
      return undefined;
  }
}
