import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'list-incoherent',
  severity: 'error',
  summary: 'List what was asked for, and no more of it than was asked for.',
  why: 'Clients that filter trust what comes back to fit, and those that ask for a page size their memory for it: what is listed beside that is shown, counted or paid as what it is not.',
  fix: 'Apply the parameter to the list, or take it out of the contract.',
  messages: {
    filter: '{operation} was asked for one {name}, and lists items of another',
    order: '{operation} was asked by {name} to sort by {member}, and does not',
    page: '{operation} lists on the page that {name} leads to what it lists on the one before',
    size: '{operation} lists more items than {name} asks for',
  },
});
