import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'asyncapi-invalid',
  severity: 'error',
  summary: 'Let the AsyncAPI document beside a contract be one that can be read.',
  why: 'What of it cannot be read judges no message.',
  fix: 'Correct the line as AsyncAPI 3.0 has it.',
  section: 'AsyncAPI 3.0.0, Channel Object, Operation Object and Message Object',
  messages: {
    invalid: '{problem}',
  },
});
