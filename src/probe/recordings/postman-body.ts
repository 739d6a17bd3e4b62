import type { Node } from '../../document/document.ts';
import { child, isObjectNode, items } from '../../document/node.ts';
import type { Field, LeftOutBody } from '../exchange.ts';
import type { Complain } from './fields.ts';
import { formText, multipartText, type FormPart } from './forms.ts';
import { postmanField, postmanFields } from './postman-fields.ts';
import type { RecordedBody } from './recording.ts';

/** What stands between the parts of a form that is made here. */
const boundary = 'apicheck-part';

const languages: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

interface Read {
  readonly headers: readonly Field[];
  readonly body: RecordedBody | undefined;
  readonly bodyLeftOut?: LeftOutBody;
}

/** Takes the node of a request's `body` and its headers; gives the body, and the headers with its media type. */
export function postmanBody(node: Node | undefined, headers: readonly Field[], complain: Complain): Read {
  if (!isObjectNode(node) || child(node, 'disabled')?.value === true) return { headers, body: undefined };
  const mode = child(node, 'mode')?.value;
  const content = typeof mode === 'string' ? child(node, mode) : undefined;
  if (content === undefined) return { headers, body: undefined };
  switch (mode) {
    case 'raw':
      return rawBody(node, content, headers);
    case 'urlencoded': {
      const text =
        typeof content.value === 'string'
          ? content.value
          : formText(postmanFields(content).map(({ name, value }) => ({ name, value })));
      return made(content, text, headers, 'application/x-www-form-urlencoded');
    }
    case 'formdata':
      return made(
        content,
        multipartText(items(content).flatMap(formPart), boundary),
        // The boundary that was sent is not in the collection.
        headers.filter(({ name }) => name.toLowerCase() !== 'content-type'),
        `multipart/form-data; boundary=${boundary}`,
      );
    case 'graphql':
      return made(content, graphqlText(content), headers, 'application/json');
    case 'file':
      return {
        headers,
        body: undefined,
        bodyLeftOut: { reason: 'the collection does not have the file that is sent', at: content },
      };
    default:
      complain(child(node, 'mode') ?? node, `a body in the mode "${String(mode).slice(0, 40)}" is not known`);
      return { headers, body: undefined };
  }
}

function rawBody(node: Node, content: Node, headers: readonly Field[]): Read {
  if (typeof content.value !== 'string' || content.value === '') return { headers, body: undefined };
  const options = child(node, 'options');
  const raw = options && child(options, 'raw');
  const language = raw && child(raw, 'language')?.value;
  const guessed = /^\s*[[{]/.test(content.value) ? 'application/json' : 'text/plain';
  const type =
    typeof language === 'string' && Object.hasOwn(languages, language) ? languages[language] : guessed;
  return made(content, content.value, headers, type ?? guessed);
}

function made(node: Node, text: string, headers: readonly Field[], type: string): Read {
  const typed = headers.some(({ name }) => name.toLowerCase() === 'content-type')
    ? headers
    : [...headers, { name: 'content-type', value: type, node }];
  return { headers: typed, body: { kind: 'text', text, node, decoded: 'text' } };
}

function formPart(node: Node): FormPart[] {
  const field = postmanField(node);
  if (field === undefined) return [];
  const type = child(node, 'contentType')?.value;
  const contentType = typeof type === 'string' && type !== '' ? type : undefined;
  if (child(node, 'type')?.value !== 'file') return [{ name: field.name, value: field.value, contentType }];
  const source = child(node, 'src')?.value;
  const fileName = typeof source === 'string' ? source.replace(/^.*[/\\]/s, '') : 'file';
  return [{ name: field.name, value: '', fileName, contentType: contentType ?? 'application/octet-stream' }];
}

/** GraphQL over HTTP: the query, and the variables as the JSON that they are written in. */
function graphqlText(node: Node): string {
  const query = child(node, 'query')?.value;
  const text = child(node, 'variables')?.value;
  const name = child(node, 'operationName')?.value;
  return JSON.stringify({
    query: typeof query === 'string' ? query : '',
    ...(typeof name === 'string' && name !== '' && { operationName: name }),
    ...(text !== undefined && text !== '' && { variables: typeof text === 'string' ? parsed(text) : text }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
