import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { SaxesParser } from 'saxes';
import reportSchema from '../../src/report/report.schema.json' with { type: 'json' };
import type { RunReport } from '../../src/findings/run-report.ts';
import { hold } from './broken.ts';
import { plain } from './command.ts';

const root = resolve(import.meta.dirname, '../../../..');
const isReport = new Ajv2020({ strict: false }).compile(reportSchema);
const sarif = new Ajv({ strict: false, unicodeRegExp: false, logger: false });
ajvFormats.default(sarif);
let isSarif: ReturnType<typeof sarif.compile> | undefined;

/** Formats that are checked for being what their readers take them for. */
export const formats = ['sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'] as const;
export type CheckedFormat = (typeof formats)[number];

/** Takes a JSON report as text; gives it. Throws where it is not what its schema says. */
export function reportIn(text: string): RunReport {
  const report = JSON.parse(text) as RunReport;
  hold(
    isReport(report),
    () => `a report is not what its schema says: ${JSON.stringify(isReport.errors?.[0])}`,
  );
  return report;
}

/** Takes a format and a report in it; throws where it is not well-formed. */
export function wellFormed(format: CheckedFormat, text: string): void {
  hold(text.endsWith('\n') || format === 'html', `${format} ends without a line break`);
  switch (format) {
    case 'sarif': {
      const path = resolve(root, 'test/report/sarif-schema-2.1.0.json');
      isSarif ??= sarif.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
      const valid = isSarif(JSON.parse(text));
      return hold(
        valid === true,
        () => `SARIF is not what its schema says: ${JSON.stringify(isSarif?.errors?.[0])}`,
      );
    }
    case 'gitlab': {
      const entries = JSON.parse(text) as readonly Record<string, unknown>[];
      const prints = entries.map(({ fingerprint }) => fingerprint);
      return hold(
        new Set(prints).size === prints.length && entries.every(({ description }) => description !== ''),
        'two entries for GitLab have one fingerprint, or one says nothing',
      );
    }
    case 'junit': {
      const parser = new SaxesParser();
      parser.on('error', (error) => hold(false, `JUnit is no XML: ${error.message}`));
      parser.write(text).close();
      return;
    }
    case 'github':
      plain('github', text);
      return hold(
        text.split('\n').every((line) => line === '' || /^(::(error|warning|notice) |apicheck )/.test(line)),
        () => `a line for GitHub is no command: ${text.slice(0, 1_000)}`,
      );
    case 'markdown':
      return plain('markdown', text);
    case 'html':
      return safeHtml(text);
  }
}

/** Throws where text of the input became markup: a handler, a script, a link that runs something. */
function safeHtml(text: string): void {
  const scripts = [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi)];
  hold(
    scripts.length <= 3 && scripts.every(([, , code = '']) => !/<!--|<script/i.test(code)),
    () => `HTML has ${scripts.length} scripts, or one within another`,
  );
  const markup = text.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '<$1>');
  for (const [tag, name = '', attributes = ''] of markup.matchAll(
    /<([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/gi,
  )) {
    hold(/^[a-z][a-z0-9-]*$/.test(name), () => `HTML has an element that is none: ${tag.slice(0, 200)}`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/\s([^\s="'>/]+)(?:="([^"]*)")?/g)) {
      hold(!/^on/i.test(attribute), () => `HTML has a handler: ${tag.slice(0, 200)}`);
      const runs =
        /^(href|src|action)$/i.test(attribute) && /^\s*(javascript|data:[^,]|vbscript):?/i.test(value);
      hold(!runs, () => `HTML has a link that runs something: ${tag.slice(0, 200)}`);
    }
  }
  // eslint-disable-next-line no-control-regex
  hold(!/[\u0000\u0008\u001b]/.test(text), 'HTML has control characters');
}
