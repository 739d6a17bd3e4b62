import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'component-removed',
  // To split, inline or rename definitions changes no message: only who generates code minds.
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Keep the names of components that other descriptions and generated clients use.',
  why: 'No message changes, but classes are called after components, and other files may refer to them.',
  fix: 'Nothing is to be mended, unless somebody builds on the name: then keep it as a reference to the new one.',
  documentary: true,
  aliases: ['api-schema-removed'],
  messages: {
    removed: '{kind} "{name}" was removed from the components',
    renamed: '{kind} "{name}" is now called "{is}"',
  },
  create(report) {
    return {
      component(side) {
        const { before, after } = side;
        if (!before) return;
        const { kind, name } = before;
        const place = { before: before.node, after: after?.node, effect: 'none' } as const;
        if (!isPair(side)) report({ message: 'removed', params: { kind, name }, ...place });
        else if (name !== side.after.name)
          report({ message: 'renamed', params: { kind, name, is: side.after.name }, ...place });
      },
    };
  },
});
