import { defineProbeCheck } from '../check.ts';
import { unjudgedParts } from '../judge/facts.ts';

export default defineProbeCheck({
  code: 'exchange-unjudged',
  severity: 'warning',
  summary: 'Let every exchange be judged.',
  why: 'What was not judged may be wrong: a run that passes says nothing about it.',
  fix: 'Mend the schema that the finding names, or describe the body in a media type that can be read.',
  messages: {
    unjudged: 'not judged: {reason}',
    unanswered: 'not judged: the recording has no response',
  },
  judge(facts, report) {
    const { exchange, operationName } = facts;
    for (const { reason, at, schema } of unjudgedParts(facts)) {
      report({
        message: 'unjudged',
        params: { reason },
        at,
        ...(schema && { related: [{ message: 'here in the contract', at: schema }] }),
        ...operationName,
      });
    }
    if (exchange.response === undefined && exchange.failure === undefined) {
      report({ message: 'unanswered', at: exchange.node, ...operationName });
    }
  },
});
