import { defineProbeCheck } from '../check.ts';
import { unfinishedEvent } from '../judge/events.ts';

export default defineProbeCheck({
  code: 'event-unfinished',
  severity: 'warning',
  summary: 'End every server-sent event with an empty line.',
  why: 'Clients drop an event that no empty line follows: what it says reaches nobody.',
  fix: 'Write two line feeds behind the last event too, before the stream is ended.',
  section: 'WHATWG HTML 9.2.6',
  messages: {
    unfinished: 'the stream ends within an event: no empty line follows it, so that clients drop it',
  },
  signs: ['events'],
  judge({ exchange, operationName, response: facts }, report) {
    // Recorders stop where they like.
    if (exchange.mode !== 'live' || facts?.body.kind !== 'judged') return;
    const { decoded } = facts.body;
    const found = decoded?.kind === 'events' ? unfinishedEvent(decoded.text) : undefined;
    if (decoded?.kind !== 'events' || !found) return;
    const at = decoded.part?.(found.start, found.length) ?? decoded.root;
    report({ message: 'unfinished', at, ...operationName });
  },
});
