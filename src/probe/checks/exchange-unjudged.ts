import { defineProbeCheck } from '../check.ts';
import { unjudgedParts } from '../judge/facts.ts';
import { judgeMessages } from '../judge/messages.ts';

export default defineProbeCheck({
  code: 'exchange-unjudged',
  severity: 'warning',
  summary: 'Let every exchange be judged.',
  why: 'What was not judged may be wrong: a run that passes says nothing about it.',
  fix: 'Mend the schema that the finding names, or describe the body in a media type that can be read.',
  messages: {
    unjudged: 'not judged: {reason}',
    unusable: 'not judged by this schema: {reason}',
    unanswered: 'not judged: the recording has no response',
  },
  signs: ['request-counts', 'flawed-response', 'messages', 'unanswered'],
  judge(facts, report) {
    const { exchange, operationName } = facts;
    const ofMessages = judgeMessages(facts).flatMap(({ verdict }) =>
      verdict.kind === 'judged' ? verdict.outcome.unjudged : [],
    );
    for (const { reason, at, schema } of [...unjudgedParts(facts), ...ofMessages]) {
      // A schema that nothing can be judged by is one mistake, of the contract, in however many exchanges it shows.
      if (schema) report({ message: 'unusable', params: { reason }, at: schema });
      else report({ message: 'unjudged', params: { reason }, at, ...operationName });
    }
    if (exchange.response === undefined && exchange.failure === undefined && exchange.mode !== 'delivery') {
      report({ message: 'unanswered', at: exchange.node, ...operationName });
    }
  },
});
