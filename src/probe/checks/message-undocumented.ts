import { defineProbeCheck } from '../check.ts';
import { judgeMessages, messageForms } from '../judge/messages.ts';

export default defineProbeCheck({
  code: 'message-undocumented',
  severity: 'warning',
  summary: 'Let an AsyncAPI document have every message that goes over a WebSocket.',
  why: 'A consumer that goes by the document does not expect the message, and nobody has said what it may hold.',
  fix: 'Add a channel with the address of the path, and an operation for each way that messages go over it.',
  messages: {
    way: 'message {number} of the {party} is undocumented: no operation of the channel has the {party} send any',
    channel: 'messages are not judged: no channel of the AsyncAPI document has the address {path}',
  },
  signs: ['messages'],
  judge(facts, report) {
    const { context, exchange, operation, operationName } = facts;
    // Of a document that could not be read it was told why.
    const described = context.asyncApis.some(({ channels }) => channels.length > 0);
    if (!described || !operation || !exchange.messages) return;
    const [first] = exchange.messages;
    if (first && messageForms(context, operation) === undefined) {
      report({ message: 'channel', params: { path: operation.path }, at: first.node, ...operationName });
      return;
    }
    const told = new Set<string>();
    for (const { message, number, verdict } of judgeMessages(facts)) {
      // One missing operation is one mistake, however many messages go its way.
      if (verdict.kind !== 'undescribed' || told.has(message.from)) continue;
      told.add(message.from);
      const params = { number, party: message.from };
      report({ message: 'way', params, at: message.node, ...operationName });
    }
  },
});
