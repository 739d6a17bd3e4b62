import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'security-scheme-added',
  severity: 'info',
  summary: 'Offer another way to authenticate.',
  why: 'Consumers may use it where operations accept it.',
  fix: 'Nothing is to be mended.',
  aliases: ['api-security-component-added'],
  messages: { added: 'security scheme "{name}" was added' },
  create(report) {
    return {
      securityScheme({ before, after }) {
        if (before || !after) return;
        const { name, node } = after;
        report({ message: 'added', params: { name }, before: undefined, after: node, effect: 'none' });
      },
    };
  },
});
