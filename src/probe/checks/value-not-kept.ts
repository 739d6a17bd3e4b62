import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'value-not-kept',
  severity: 'warning',
  summary: 'Do with a member what is sent in it.',
  why: 'The contract lets clients choose the value, and the answer has another, the same whatever was sent: what somebody has set is set to something else, and nobody is told.',
  fix: 'Store what is sent, refuse what cannot be, or declare the member `readOnly`.',
  messages: {
    fixed: '{operation} was sent {sent} as {name} and answered with {value}, as it does whatever is sent',
  },
});
