import { isPair } from '../pair.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'security-scheme-removed',
  severity: 'info',
  summary: 'Keep the names of security schemes.',
  why: 'Configurations give credentials by the name of the scheme. Which operations accept them is told apart.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  aliases: ['api-security-component-removed'],
  messages: {
    removed: 'security scheme "{name}" was removed',
    renamed: 'security scheme "{name}" is now called "{is}"',
  },
  create(report) {
    return {
      securityScheme(side) {
        const { before, after } = side;
        if (!before) return;
        const { name } = before;
        const place = { before: before.node, after: after?.node, effect: 'none' } as const;
        if (!isPair(side)) report({ message: 'removed', params: { name }, ...place });
        else if (name !== side.after.name)
          report({ message: 'renamed', params: { name, is: side.after.name }, ...place });
      },
    };
  },
});
