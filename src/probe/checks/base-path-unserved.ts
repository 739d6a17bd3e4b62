import { defineProbeCheck } from '../check.ts';

export default defineProbeCheck({
  code: 'base-path-unserved',
  severity: 'warning',
  summary: 'Serve the API below the path that requests are sent to.',
  why: 'Where all is answered 404, nothing was tried: a run against the wrong base path finds little wrong, and means nothing.',
  fix: 'Name what the provider has in place of the contract’s base path with --base-path, or as the path of the target; / is none.',
  messages: {
    contract:
      '{count} of {all} answers are 404 and none is a success: nothing seems to be served below {base}, the base path of the contract; --base-path / leaves it out',
    target:
      '{count} of {all} answers are 404 and none is a success: nothing seems to be served below {base}, which takes the place of the contract’s base path {contract}',
    none: '{count} of {all} answers are 404 and none is a success: nothing seems to be served there; the API may be below a path that the contract does not name, which --base-path /… gives',
  },
});
