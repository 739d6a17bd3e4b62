import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'variable-unresolved',
  severity: 'error',
  summary: 'Give every variable of a recording a value before it is used.',
  why: 'A request with a hole in it cannot be sent or judged, and nor can those that build on it.',
  fix: 'Declare the variable under `variables`, capture it in an exchange before, or pass it with `--var`.',
  messages: {
    unknown: 'there is no variable {name}',
    near: 'there is no variable {name}; did you mean {nearest}?',
    capture: '{name} cannot be captured: {reason}',
    expression: '{expression} has no value: {reason}',
    input: 'the input {name} of {workflow} has no value: give it one with --var {name}=…',
    inputInvalid: '{problem}',
  },
});
