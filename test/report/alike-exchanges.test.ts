import { expect, it } from 'vitest';
import { rootPointer } from '../../src/document/pointer.ts';
import type { Finding, Severity } from '../../src/findings/finding.ts';
import { foldAlikeExchanges } from '../../src/report/alike-exchanges.ts';
import { createTheme } from '../../src/report/theme.ts';

function finding(message: string, code = 'status-undocumented', severity: Severity = 'error'): Finding {
  const start = { line: 1, column: 10 };
  const location = { uri: `live:${message}`, pointer: rootPointer, range: { start, end: start } };
  return { code, severity, message, location, fingerprint: message };
}

const folding = () => foldAlikeExchanges(createTheme(false, 60));

it('lists what is said of other operations after a few of them', () => {
  const fold = folding();
  const say = (method: string, path: string, rest: string): boolean =>
    fold.isFolded([finding(`status 404 is not documented for ${method} ${path}, only ${rest}`)]);
  expect(say('GET', '/a', '200')).toBe(false);
  expect(say('DELETE', '/a/{id}', '204, 422, in 3 of 3 exchanges')).toBe(false);
  expect(say('GET', '/b', '200, 422')).toBe(false);
  expect(say('GET', '/c', '200, in 1,200 of 1,300 exchanges')).toBe(true);
  expect(say('POST', '/c', '201')).toBe(true);
  expect(fold.lines()).toEqual([
    '✗ 2 more status-undocumented like those above, each whole with --no-fold:',
    '    status 404 is not documented for GET /c, only 200, in 1…',
    '    status 404 is not documented for POST /c, only 201',
    '',
  ]);
});

it('tells statuses apart, and what is no error from what is', () => {
  const fold = folding();
  const say = (status: number, severity: Severity): boolean =>
    fold.isFolded([finding(`status ${status} is not documented for GET /a`, undefined, severity)]);
  for (const status of [404, 404, 404]) expect(say(status, 'error')).toBe(false);
  expect(say(500, 'error')).toBe(false);
  expect(say(404, 'warning')).toBe(false);
  expect(say(404, 'error')).toBe(true);
});

it('leaves an exchange whole in which something else is wrong, and each server error', () => {
  const fold = folding();
  const known = (path: string): Finding => finding(`status 404 is not documented for GET ${path}`);
  for (const path of ['/a', '/b', '/c']) fold.isFolded([known(path)]);
  expect(fold.isFolded([known('/d'), finding('no body came', 'body-missing')])).toBe(false);
  const failed = (path: string): Finding => finding(`GET ${path} answered 500 to a request`, 'server-error');
  for (const path of ['/a', '/b', '/c', '/d', '/e']) expect(fold.isFolded([failed(path)])).toBe(false);
  expect(fold.isFolded([])).toBe(false);
  expect(fold.lines()).toEqual([]);
});
