import type { Documents } from '../../document/documents.ts';
import type { Encoding, Header, MediaType, SchemaSite } from '../../openapi/model.ts';
import { defineDiffCheck, type EncodingPair } from '../check.ts';
import { defaultContentType, fieldSchema } from '../field-type.ts';
import { pairBy, type Pair, type Side } from '../pair.ts';
import { wireForms } from '../wire-form.ts';

export default defineDiffCheck({
  code: 'encoding-changed',
  severity: 'error',
  summary: 'Keep the way the fields of a form are written.',
  why: 'A field that one side writes in the old way is misread or refused by the other.',
  fix: 'Keep the encoding, or accept the new one beside it.',
  section: 'Encoding Object',
  messages: {
    narrowed: '{where} may no longer be {types}',
    widened: '{where} may now also be {types}',
    form: '{where} is now written {is}, was {was}',
    header: '{where} must now have the header "{name}"',
    headerless: '{where} no longer always has the header "{name}"',
    encoded: '{where} must now have its reserved characters encoded',
    reserved: '{where} may now have reserved characters as they are',
  },
  create(report) {
    let documents: Pair<Documents> | undefined;
    return {
      api({ before, after }) {
        documents = { before: before.documents, after: after.documents };
      },
      encoding(pair, site) {
        if (!documents || !isForm(pair.media.before.range) || !isForm(pair.media.after.range)) return;
        const { before, after, media } = pair;
        const place = {
          before: before?.node ?? media.before.node,
          after: after?.node ?? media.after.node,
          site,
        };
        const { where } = site;
        // Of a field that one version lacks, the schema tells.
        const lacks = (side: 'before' | 'after', docs: Documents) =>
          media[side].schema !== undefined && !fieldSchema(media[side], pair.property, docs);
        if (lacks('before', documents.before) !== lacks('after', documents.after)) return;
        for (const { before: had, after: has } of headerSides(pair)) {
          if ((had?.required ?? false) === (has?.required ?? false)) continue;
          const params = { where, name: (has ?? had)?.name ?? '' };
          const nodes = { before: had?.node ?? place.before, after: has?.node ?? place.after, site };
          if (has?.required) report({ message: 'header', params, ...nodes, effect: 'narrows' });
          else report({ message: 'headerless', params, ...nodes, effect: 'widens' });
        }
        // Where style or explode are written, a content type is passed over.
        if (!before?.styled && !after?.styled) {
          const was = typesIn(before, media.before, pair.property, documents.before);
          const is = typesIn(after, media.after, pair.property, documents.after);
          if (!was || !is) return;
          const gone = was.filter((type) => !is.some((wide) => covers(wide, type)));
          const come = is.filter((type) => !was.some((wide) => covers(wide, type)));
          if (gone.length > 0)
            report({
              message: 'narrowed',
              params: { where, types: gone.join(', ') },
              ...place,
              effect: 'narrows',
            });
          if (come.length > 0)
            report({
              message: 'widened',
              params: { where, types: come.join(', ') },
              ...place,
              effect: 'widens',
            });
          return;
        }
        if ((before?.allowReserved ?? false) !== (after?.allowReserved ?? false)) {
          const message = after?.allowReserved ? 'reserved' : 'encoded';
          const effect = after?.allowReserved ? 'widens' : 'narrows';
          report({ message, params: { where }, ...place, effect, severity: 'warning' });
        }
        const forms = wireForms(written(pair, documents), documents);
        if (!forms) return;
        const params = { where, was: forms.before, is: forms.after };
        report({ message: 'form', params, ...place, effect: 'replaces' });
      },
    };
  },
});

function headerSides({ before, after }: EncodingPair): Side<Header>[] {
  const of = (encoding: Encoding | undefined) => encoding?.headers.values() ?? [];
  return pairBy(of(before), of(after), ({ name }) => name.toLowerCase());
}

/** Encoding Object: applies to these alone. */
function isForm(range: string): boolean {
  return /^(?:multipart\/|application\/x-www-form-urlencoded)/i.test(range);
}

function typesIn(
  encoding: Encoding | undefined,
  media: MediaType,
  property: string,
  documents: Documents,
): readonly string[] | undefined {
  const written = encoding?.contentType?.split(',').map((type) => type.trim().toLowerCase());
  if (written) return written;
  const schema = fieldSchema(media, property, documents);
  const type = schema && defaultContentType(schema, documents);
  return type === undefined ? undefined : [type];
}

function covers(wide: string, type: string): boolean {
  return wide === type || wide === '*/*' || (wide.endsWith('/*') && type.startsWith(wide.slice(0, -1)));
}

/** Without style and explode, a field is written as in a query by default. */
function written(
  { property, before, after, media }: EncodingPair,
  documents: Pair<Documents>,
): Pair<{ style: Encoding['style']; explode: boolean; schema: SchemaSite | undefined }> {
  const form = (encoding: Encoding | undefined) => ({
    style: encoding?.style ?? ('form' as const),
    explode: encoding?.explode ?? true,
  });
  return {
    before: { ...form(before), schema: fieldSchema(media.before, property, documents.before) },
    after: { ...form(after), schema: fieldSchema(media.after, property, documents.after) },
  };
}
