import type { Title } from './catalogue.ts';

const FORMS = { paperback: 'BC', hardcover: 'BB', ebook: 'ED', audiobook: 'AJ' } as const;
const STATUSES = { draft: '00', pending: '02', published: '04', out_of_print: '07' } as const;

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function product(title: Title): string {
  const isbn = title.isbn
    ? `<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>${title.isbn}</IDValue></ProductIdentifier>`
    : '';
  const subtitle = title.subtitle ? `<Subtitle>${escape(title.subtitle)}</Subtitle>` : '';
  const contributors = title.authors
    .map(
      ({ name }, index) =>
        `<Contributor><SequenceNumber>${index + 1}</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>${escape(name)}</PersonName></Contributor>`,
    )
    .join('');
  return (
    `<Product><RecordReference>${title.id}</RecordReference><NotificationType>03</NotificationType>` +
    `<ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>salina</IDTypeName><IDValue>${title.id}</IDValue></ProductIdentifier>${isbn}` +
    `<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>${title.format ? FORMS[title.format] : '00'}</ProductForm>` +
    `<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>${escape(title.title)}</TitleText>${subtitle}</TitleElement></TitleDetail>${contributors}</DescriptiveDetail>` +
    `<PublishingDetail><PublishingStatus>${STATUSES[title.publication_status]}</PublishingStatus></PublishingDetail></Product>`
  );
}

/** Titles as an ONIX for Books message, in reference names. */
export function onixMessage(titles: readonly Title[], version: string, sent: Date): string {
  const stamp = sent.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const major = version === '3.0' ? '3.0' : '3.1';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="${major}" xmlns="http://ns.editeur.org/onix/${major}/reference">` +
    `<Header><Sender><SenderName>Salina</SenderName></Sender><SentDateTime>${stamp}</SentDateTime></Header>` +
    `${titles.map(product).join('')}</ONIXMessage>\n`
  );
}
