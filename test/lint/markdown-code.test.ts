import { describe, expect, it } from 'vitest';
import { withoutCode } from '../../src/lint/markdown-code.ts';

describe('the code in Markdown', () => {
  it.each([
    ['a `b` c', 'a  c'],
    ['a ``b ` c`` d', 'a  d'],
    ['a ` b', 'a ` b'],
    ['a `b`` c', 'a `b`` c'],
    ['a `b\nc` d', 'a  d'],
    ['a `b\n\nc` d', 'a `b\n\nc` d'],
    ['```\ncode\n```\ntext', 'text'],
    ['~~~html\ncode\n```\nmore\n~~~~\ntext', 'text'],
    ['```\ncode without an end', ''],
    ['``` not a `fence` ```\ntext', '\ntext'],
  ])('of %j leaves %j', (markdown, left) => {
    expect(withoutCode(markdown)).toBe(left);
  });

  // With each run looked at for every other, these would take minutes.
  it('is found in time that grows with the text alone', () => {
    const runs = Array.from({ length: 2_000 }, (_, index) => '`'.repeat((index % 50) + 1)).join(' ');
    expect(withoutCode(`${`${runs} `.repeat(20)}left`)).toMatch(/left$/);
    const unclosed = '`'.repeat(500_000);
    expect(withoutCode(`a ${unclosed}`)).toBe(`a ${unclosed}`);
    expect(withoutCode(`a ${'` '.repeat(250_001)}`)).toBe(`a ${' '.repeat(125_000)}\` `);
  });
});
