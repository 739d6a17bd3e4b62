import { defineLintRule } from '../rule.ts';
import { child } from '../../document/node.ts';

export default defineLintRule({
  code: 'encoding-ignored',
  severity: 'warning',
  summary: 'Describe encodings only where they have an effect.',
  why: 'What is written there is ignored by definition, so requests are not encoded as their author meant.',
  fix: 'Remove it, or use multipart/form-data or application/x-www-form-urlencoded.',
  section: 'https://spec.openapis.org/oas/v3.1.1#encoding-object',
  messages: {
    mediaType: 'encoding is for multipart and application/x-www-form-urlencoded, and ignored for {range}',
    headers: 'headers of an encoding are for multipart, and ignored for {range}',
    style:
      '{field} is for application/x-www-form-urlencoded and multipart/form-data, and ignored for {range}',
    contentType: 'contentType is ignored beside {field}',
    header: 'Content-Type is ignored here: `contentType` of the encoding says it',
  },
  bad: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                cover: { type: string }
            encoding:
              cover: { contentType: image/png }
      responses:
        '200': { description: OK }
`,
  good: `openapi: 3.0.3
info: { title: Titles, version: 1.0.0 }
paths:
  /covers:
    post:
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                cover: { type: string }
            encoding:
              cover: { contentType: image/png }
      responses:
        '200': { description: OK }
`,
  create(report) {
    const told = new Set<unknown>();
    return {
      encoding(_name, { node, headers, contentType, styled }, { range, node: mediaType }) {
        const multipart = /^(?:multipart\/|\*\/)/i.test(range);
        const form = /^(?:application\/x-www-form-urlencoded|application\/\*|\*\/)/i.test(range);
        if (!multipart && !form) {
          const at = child(mediaType, 'encoding');
          if (at && !told.has(at.value)) report({ message: 'mediaType', params: { range }, at, part: 'key' });
          if (at) told.add(at.value);
          return;
        }
        const written = ['style', 'explode', 'allowReserved'].find((field) => child(node, field));
        const at = child(node, written ?? 'style');
        const styles = form || /^(?:multipart\/(?:form-data|\*)|\*\/)/i.test(range);
        if (written !== undefined && at && !styles)
          report({ message: 'style', params: { field: written, range }, at, part: 'key' });
        const content = child(node, 'contentType');
        if (styled && styles && contentType !== undefined && written !== undefined && content)
          report({ message: 'contentType', params: { field: written }, at: content, part: 'key' });
        const given = child(node, 'headers');
        if (given && !multipart) report({ message: 'headers', params: { range }, at: given, part: 'key' });
        const type = headers.get('content-type');
        if (type && multipart) report({ message: 'header', at: type.use, part: 'key' });
      },
    };
  },
});
