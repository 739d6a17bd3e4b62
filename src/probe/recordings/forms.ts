/** A field of a form as recorders write it down. */
export interface FormPart {
  readonly name: string;
  readonly value: string;
  readonly fileName?: string | undefined;
  readonly contentType?: string | undefined;
}

/** Takes the fields of a form; gives it as `application/x-www-form-urlencoded`. */
export function formText(parts: readonly FormPart[]): string {
  return parts.map(({ name, value }) => `${encodeOnce(name)}=${encodeOnce(value)}`).join('&');
}

/** Some recorders write fields down as they were sent, others decoded: what is encoded already stays as it is. */
function encodeOnce(text: string): string {
  if (/^(?:[\w.~*+-]|%[0-9A-Fa-f]{2})*$/.test(text) && /[%+]/.test(text)) return text;
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Takes the fields of a form and a boundary; gives it as `multipart/form-data` (RFC 7578). */
export function multipartText(parts: readonly FormPart[], boundary: string): string {
  const texts = parts.map(({ name, value, fileName, contentType }) => {
    const file = fileName === undefined ? '' : `; filename="${inQuotes(fileName)}"`;
    const type = contentType === undefined ? '' : `content-type: ${oneLine(contentType)}\r\n`;
    return `--${boundary}\r\ncontent-disposition: form-data; name="${inQuotes(name)}"${file}\r\n${type}\r\n${value}\r\n`;
  });
  return `${texts.join('')}--${boundary}--\r\n`;
}

function inQuotes(text: string): string {
  return oneLine(text).replaceAll('"', '%22');
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
