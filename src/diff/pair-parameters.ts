import type { Operation, Parameter } from '../openapi/model.ts';
import { templateNames } from '../openapi/template.ts';
import { isPair, pairBy, type Pair, type Side } from './pair.ts';

/**
 * Takes an operation in two versions; gives its parameters, each once: by name and location, those in the path by
 * their place there. A parameter that left one location for another is a pair, too.
 */
export function pairParameters(
  pair: Pair<Operation>,
  isIgnored: (parameter: Parameter) => boolean,
): Side<Parameter>[] {
  const of = ({ parameters }: Operation) => parameters.filter((parameter) => !isIgnored(parameter));
  const sides = pairBy(of(pair.before), of(pair.after), keyOf(pair));
  const gone = sides.filter((side) => side.after === undefined);
  const come = sides.filter((side) => side.before === undefined);
  if (gone.length === 0 || come.length === 0) return sides;
  const moved = new Map<Parameter, Parameter>();
  for (const { before } of gone) {
    const candidates = come.filter(({ after }) => after.name.toLowerCase() === before.name.toLowerCase());
    const target = candidates[0]?.after;
    if (before.in !== 'path' && candidates.length === 1 && target && target.in !== 'path')
      moved.set(before, target);
  }
  const targets = new Set(moved.values());
  return sides.flatMap((side): Side<Parameter>[] => {
    if (isPair(side)) return [side];
    if (side.before === undefined) return targets.has(side.after) ? [] : [side];
    const target = moved.get(side.before);
    return [target === undefined ? side : { before: side.before, after: target }];
  });
}

/** A path parameter is its place in the path, whatever it is called; a header has no case. */
function keyOf({ before, after }: Pair<Operation>): (parameter: Parameter) => string {
  const places = new Map<Parameter, number>();
  for (const { path, parameters } of [before, after]) {
    const names = path.includes('{') ? templateNames(path) : [];
    for (const parameter of parameters) {
      if (parameter.in === 'path') places.set(parameter, names.indexOf(parameter.name));
    }
  }
  return (parameter) => {
    const { in: place, name } = parameter;
    const index = places.get(parameter) ?? -1;
    if (place === 'path' && index >= 0) return `path ${index}`;
    return `${place} ${place === 'header' ? name.toLowerCase() : name}`;
  };
}
