import { describe, expect, it } from 'vitest';
import { runCli } from '../run-cli.ts';
import { folderOf } from './folder.ts';

/** Clears the screen, C1 for the same, turns the direction, isolates, hides: what none of a run may let through. */
const planted = '\u001b[2J\u009b2J\u202e\u2066\u200f\ufeff\u0007\b';
const quoted = JSON.stringify(`x${planted}`);
// eslint-disable-next-line no-control-regex
const commands =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const contract = `{
  "openapi": "3.1.0", ${quoted}: 1,
  "info": { "title": ${quoted}, "version": "1" },
  "paths": {
    ${JSON.stringify(`/${planted}/{id}`)}: { "get": {
      "operationId": ${quoted}, "tags": [${quoted}],
      "responses": { "200": { "description": ${quoted},
        "content": { ${JSON.stringify(`a/${planted}`)}: { "schema": { "$ref": ${JSON.stringify(`./${planted}.yaml`)} } },
                     "application/json": { "schema": { "enum": [${quoted}, ${quoted}], "example": 1 } } } } }
    } }
  }
}`;
const recording = JSON.stringify({
  apicheck: 1,
  exchanges: [
    {
      name: `a${planted}`,
      request: { method: 'GET', path: `/${planted}/1`, headers: { [`x-${planted}`]: planted } },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: { [planted]: planted },
      },
    },
    {
      name: `b${planted}`,
      [planted]: 1,
      request: { method: `G${planted}`, path: '/b' },
      response: { status: 200 },
    },
  ],
});

const formats = ['text', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'];
const name = `n${planted.replace('\u0007', '')}.json`;

async function files(): Promise<string> {
  return folderOf({
    [name]: contract,
    'plain.json': contract.replace('"200"', '"201"'),
    'recording.json': recording,
    'ruleset.yaml': `rules: { ${quoted}: { given: "$.info", message: ${quoted}, severity: error, then: { field: title, function: pattern, functionOptions: { match: "^y" } } } }\n`,
  });
}

describe('nothing that is read or typed commands the terminal', () => {
  it.each(formats)('as %s', async (format) => {
    const folder = await files();
    for (const args of [
      ['lint', name],
      ['diff', name, 'plain.json'],
      ['probe', 'recording.json', '--spec', name],
    ]) {
      const { code, out, err } = await runCli([...args, '-f', format], folder, {
        terminal: true,
      });
      expect([args[0], code < 3, out.length > 0]).toEqual([args[0], true, true]);
      expect(commands.exec(out)?.[0]).toBeUndefined();
      expect(commands.exec(err.replaceAll('\r\u001b[K', ''))?.[0]).toBeUndefined();
    }
  });

  it.each([
    [['lint', `absent${planted}.yaml`]],
    [['lint', name, '--rule', `info${planted}=error`]],
    [['lint', name, '--rule', `${planted}`]],
    [['lint', name, '--limit', `${planted}=1`]],
    [['lint', name, '--allow-host', `${planted}`]],
    [['lint', name, '--fail-on', planted]],
    [['lint', name, `--${planted}`]],
    [['lint', name, '--baseline', `absent${planted}`]],
    [['lint', name, '-c', `absent${planted}`]],
    [['lint', name, '-c', 'recording.json']],
    [['lint', name, '-f', `json=absent/${planted}`]],
    [['diff', `v${planted}:a.yaml`, name]],
    [['diff', name, name, '--match-path', `(${planted}`]],
    [['probe', `absent${planted}.har`]],
    [['probe', 'recording.json', '--spec', `absent${planted}`]],
    [['probe', 'recording.json', '--spec', name, '--operation', planted]],
    [['probe', 'recording.json', '--spec', name, '--tag', planted]],
    [['probe', 'recording.json', '--spec', name, '--target', planted]],
    [['explain', planted]],
    [['bundle', `absent${planted}`]],
    [[planted]],
    [['completion', planted]],
    [['merge', name]],
  ])('%j', async (args) => {
    const { code, out, err } = await runCli(args, await files());
    expect(code).toBe(2);
    expect(err).not.toBe('');
    expect(commands.exec(out + err)?.[0]).toBeUndefined();
  });

  it('rules of a ruleset, in findings, in explain and in init', async () => {
    const config = await folderOf({
      'apicheck.yaml': 'rulesets: ruleset.yaml\n',
      'ruleset.yaml': `rules: { ${quoted}: { given: "$.info", message: ${quoted}, severity: error, then: { field: title, function: pattern, functionOptions: { match: "^y" } } } }\n`,
      'openapi.json': contract,
      '.redocly.yaml': `rules: { ${quoted}: error }\n`,
    });
    const runs = [
      await runCli(['lint', 'openapi.json'], config),
      await runCli(['explain'], config),
      await runCli(['init', '--force'], config),
    ];
    for (const { code, out, err } of runs) {
      expect(code).toBeLessThan(2);
      expect(out).not.toBe('');
      expect(commands.exec(out + err)?.[0]).toBeUndefined();
    }
  });
});
