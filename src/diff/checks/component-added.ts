import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'component-added',
  // To split, inline or rename definitions changes no message: only who generates code minds.
  severity: 'off',
  presets: { strict: 'info' },
  summary: 'Share what is used in many places.',
  why: 'No message changes by it.',
  fix: 'Nothing is to be mended.',
  documentary: true,
  messages: { added: '{kind} "{name}" was added to the components' },
  create(report) {
    return {
      component({ before, after }) {
        if (before || !after) return;
        const { kind, name, node } = after;
        report({ message: 'added', params: { kind, name }, before: undefined, after: node, effect: 'none' });
      },
    };
  },
});
