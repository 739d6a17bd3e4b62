import type { Engine, Link, Unit } from '../converted.ts';
import type { AddKeyword } from './keyword.ts';

/** Adds `$ref`, `$dynamicRef` and `$recursiveRef`, whose targets are compiled when a value first gets there. */
export function addReferences(add: AddKeyword, engine: Engine): void {
  const follow = (unit: Unit, data: unknown) => {
    const { frame } = engine;
    const errors = engine.run(unit, data);
    // The target's own frame counts in what is nested: dynamic scope is that of where the errors arose.
    return (
      errors && [
        { keyword: '$ref', params: {}, nested: { errors, frame: { unit, data, parent: frame }, at: '' } },
      ]
    );
  };
  add<() => Link>('reference', undefined, (value) => {
    let unit: Unit | undefined;
    return (data) => follow((unit ??= engine.target(value())), data);
  });
  add<() => Link>('dynamicReference', undefined, (value) => (data) => follow(engine.target(value()), data));
}
