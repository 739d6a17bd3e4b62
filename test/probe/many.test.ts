import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/document/limits.ts';
import { parseJson } from '../../src/document/json.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { plainJson } from '../../src/probe/judge/json-text.ts';
import { createKnownAnswers } from '../../src/probe/judge/known-answers.ts';
import { createDeadlines, type Awaited } from '../../src/probe/live/deadlines.ts';
import { createOutcomeFold } from '../../src/probe/run-fold.ts';
import type { ProbeOutcome, Ran } from '../../src/probe/run-outcome.ts';
import { createSideFolds } from '../../src/probe/run-side-folds.ts';
import { isSecretName, secretsInBody } from '../../src/probe/secret-names.ts';
import { probeText } from './support.ts';

const kinds = [0, 1, 2].map((number) => ({ fingerprint: `f${number}` }) as Finding);

function ranOf(name: string, findings: readonly Finding[]): Ran {
  const outcome = findings.length > 0 ? 'fail' : 'pass';
  return { outcome, findings, tell: () => ({ name, outcome, findings }) as unknown as ProbeOutcome };
}

describe('recordings side by side', () => {
  it('are told of as those that follow each other, in whatever order they end', () => {
    const flows = fc.array(
      fc.array(
        fc.record({
          times: fc.constantFrom(1, 2, 900, 2_600),
          found: fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 2 }),
        }),
        { maxLength: 4 },
      ),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(flows, fc.array(fc.nat(5), { maxLength: 200 }), (all, turns) => {
        const exchanges = all.map((flow, index) =>
          flow.flatMap(({ times, found }, part) =>
            Array.from({ length: times }, (_, at) => ranOf(`${index}.${part}.${at}`, found)),
          ),
        );
        const inTurn = createOutcomeFold();
        for (const ran of exchanges.flat()) inTurn.add(ran);

        const whole = createOutcomeFold();
        const folds = createSideFolds(whole);
        const open = exchanges.map((left, index) => ({ index, left: [...left], fold: folds.begin(index) }));
        const step = (which: number, most: number): void => {
          const one = open[which % Math.max(open.length, 1)];
          if (!one) return;
          for (const ran of one.left.splice(0, most)) one.fold.add(ran);
          if (one.left.length > 0) return;
          open.splice(open.indexOf(one), 1);
          folds.end(one.index);
        };
        for (const turn of turns) step(turn, 70);
        while (open.length > 0) step(open.length - 1, Infinity);

        expect(whole.exchanges()).toEqual(inTurn.exchanges());
        expect(whole.counts()).toEqual(inTurn.counts());
        expect(new Set(whole.tallies())).toEqual(new Set(inTurn.tallies()));
      }),
      { numRuns: 40 },
    );
  });
});

describe('time limits', () => {
  it('end what is still waited for, and nothing else', async () => {
    const deadlines = createDeadlines(30, () => performance.now());
    const ended: number[] = [];
    const wait = (giveUp: () => void): Awaited => {
      const one = { until: 0, before: undefined, after: undefined, giveUp };
      deadlines.add(one);
      return one;
    };
    const all = Array.from({ length: 6 }, (_, index) => wait(() => ended.push(index)));
    for (const index of [0, 3, 5, 3]) {
      const one = all[index];
      if (one) deadlines.remove(one);
    }
    const late = await new Promise((done) => {
      wait(() => done([...ended]));
    });
    expect(late).toEqual([1, 2, 4]);
    deadlines.close();
  });
});

describe('answers that come again', () => {
  it('are read once, as long as that pays', () => {
    const { json } = createKnownAnswers();
    expect(json('{"a":1}')).toBe(json('{"a":1}'));
    expect(json('{"a":1}')?.value).toEqual({ a: 1 });
    expect(json('{"a":')).toBeUndefined();
    const long = JSON.stringify({ a: 'x'.repeat(2_000) });
    expect(json(long)).not.toBe(json(long));
    expect(json(long)).toEqual(json(long));
    // Whoever answers differently each time is not remembered for ever.
    for (let id = 0; id < 1_100; id += 1) json(`{"id":${id}}`);
    expect(json('{"a":1}')).not.toBe(json('{"a":1}'));
    expect(json('{"a":1}')?.value).toEqual({ a: 1 });
  });

  it('are wrong each time, at places of their own, and right by one schema alone', async () => {
    const answer = (id: string) => ({
      headers: { 'X-Id': { schema: { type: id } } },
      content: { 'application/json': { schema: { type: 'object', properties: { id: { type: id } } } } },
      description: 'It.',
    });
    const description = {
      openapi: '3.1.0',
      info: { title: 'Again', version: '1' },
      paths: {
        '/numbers': { get: { responses: { 200: answer('integer') } } },
        '/texts': { get: { responses: { 200: answer('string') } } },
      },
    };
    const told = async (paths: readonly string[]): Promise<string[]> => {
      const exchanges = paths.map((path) => ({
        request: { method: 'GET', path: path.replace('!', '') },
        response: {
          status: 200,
          headers: { 'content-type': 'application/json', 'x-id': path.includes('!') ? 'x' : '7' },
          bodyText: '{"id":7}',
        },
      }));
      const recording = JSON.stringify({ apicheck: 1, exchanges }, undefined, 1);
      const run = await probeText(JSON.stringify(description), recording);
      return run.exchanges.map(({ findings }) => findings.map(({ code }) => code).join());
    };
    const right = '';
    const wrong = 'response-body-invalid';
    const header = 'response-header-invalid';
    expect(
      await told(['/numbers', '/texts', '/numbers', '/texts', '/numbers!', '/numbers!', '/numbers']),
    ).toEqual([right, wrong, right, wrong, header, header, right]);
    expect(await told(['/texts', '/numbers', '/texts'])).toEqual([wrong, right, wrong]);
  });
});

describe('a body of JSON', () => {
  it('that is read quickly is what it is when it is read with its places', () => {
    const texts = fc.oneof(
      fc.json(),
      fc.json().map((text) => `{"a":1,"b":${text},"a":${text},"__proto__":{"c":[]},"__proto__":2}`),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const plain = plainJson(text);
        if (!plain) return;
        const { value, problems } = parseJson(text, defaultLimits);
        expect(problems.filter(({ code }) => code !== 'document-duplicate-key')).toEqual([]);
        expect(plain.value).toEqual(value);
      }),
    );
    expect(plainJson('[12345678901234567890]')).toBeUndefined();
    expect(plainJson('['.repeat(1_001) + ']'.repeat(1_001))).toBeUndefined();
  });

  it('has its secrets found, however their names are written', () => {
    const names = ['access_token', 'Client_Secret', 'apiKey', 'X-private_key', 'PIN', 'otp', 'assertion'];
    for (const name of [...names, 'code_verifier', 'passphrase', 'passwd', 'Password']) {
      expect(isSecretName(name)).toBe(true);
      const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
      for (const [written, after] of [
        [name, ':'],
        [name, ' \n:'],
        [escaped, ':'],
      ]) {
        const bytes = Buffer.from(`{"a":[{"${written}"${after}"planted"}],"é":"ü"}`);
        expect(secretsInBody({ bytes })).toEqual(['planted']);
      }
    }
  });
});
