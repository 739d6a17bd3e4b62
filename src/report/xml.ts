/** What XML 1.0 (section 2.2) can't hold even escaped: most controls, halves of pairs, two non-characters. */
// eslint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Takes text; gives it for use between tags or in a quoted attribute. What XML can't hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(unwritable, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Takes a name, attributes, and content that is XML already; gives the element. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const written = Object.entries(attributes).map(
    // A line break or tab that is not a reference would be read as a space (section 3.3.3).
    ([key, value]) =>
      ` ${key}="${xmlText(String(value)).replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`)}"`,
  );
  return content === ''
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${content}</${name}>`;
}
