import { child } from '../../document/node.ts';
import { sameValue, shownValue } from '../same-value.ts';
import { defineDiffCheck } from '../check.ts';

export default defineDiffCheck({
  code: 'default-changed',
  severity: 'warning',
  summary: 'Keep what a request means that leaves a value out.',
  why: 'Consumers that never sent the value get another behaviour without a change of theirs, and without an error.',
  fix: 'Write the old default again; let consumers ask for the new behaviour.',
  messages: {
    changed: '{where}: the default changed from {was} to {is}',
    removed: '{where}: the default {was} was removed',
    added: '{where}: the default {is} was added',
  },
  create(report) {
    return {
      part({ kind, where, before, after, site }) {
        if (kind !== 'schema') return;
        const old = child(before, 'default');
        const fresh = child(after, 'default');
        if (!old && !fresh) return;
        const was = shownValue(old?.value);
        const is = shownValue(fresh?.value);
        if (sameValue(old?.value, fresh?.value)) return;
        const place = {
          before: old ?? before,
          after: fresh ?? after,
          part: 'key',
          // A response has what is in it; a default was always the behaviour before anybody wrote it down.
          effect: old && site?.sender === 'consumer' ? 'policy' : 'none',
          ...(site && { site }),
        } as const;
        if (!old) report({ message: 'added', params: { where, is }, ...place });
        else if (!fresh) report({ message: 'removed', params: { where, was }, ...place });
        else report({ message: 'changed', params: { where, was, is }, ...place });
      },
    };
  },
});
