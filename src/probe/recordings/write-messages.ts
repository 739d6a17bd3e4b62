import type { Concealer } from './conceal.ts';
import { exactJson } from './exact-json.ts';
import type { SentMessage } from './sent.ts';

/** Takes the text of a message and what conceals secrets; gives it without, as JSON where it is an object or array. */
function concealed(text: string, concealer: Concealer): unknown {
  const value = exactJson(text)?.value;
  return typeof value === 'object' && value !== null ? concealer.value(value) : concealer.text(text);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Takes messages, one end, what conceals secrets, and what looks like a variable where variables are filled in; gives
 * what that end sent as apicheck's own format has it.
 */
export function ownMessages(
  messages: readonly SentMessage[],
  from: SentMessage['from'],
  concealer: Concealer,
  variable?: RegExp,
): readonly unknown[] {
  return messages
    .filter((message) => message.from === from)
    .map(({ text, bytes }) => {
      if (bytes) return { bodyBase64: Buffer.from(concealer.bytes(bytes)).toString('base64') };
      const value = concealed(text, concealer);
      const plain = asText(value);
      return variable?.test(plain) ? { bodyBase64: Buffer.from(plain).toString('base64') } : value;
    });
}

/** Takes messages and what conceals secrets; gives them as Chrome writes them into archives. */
export function harMessages(messages: readonly SentMessage[], concealer: Concealer): readonly unknown[] {
  return messages.map(({ from, text, bytes, at }) => ({
    type: from === 'client' ? 'send' : 'receive',
    time: at / 1_000,
    opcode: bytes ? 2 : 1,
    data: bytes ? Buffer.from(concealer.bytes(bytes)).toString('base64') : asText(concealed(text, concealer)),
  }));
}
