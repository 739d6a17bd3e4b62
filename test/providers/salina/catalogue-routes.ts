import type { ActiveFaults } from '../faults.ts';
import { uuid } from '../formats.ts';
import type { Route } from '../http.ts';
import { json, Refusal } from '../reply.ts';
import { choice, text } from '../typed-body.ts';
import { ROLES, STATUSES, type Catalogue } from './catalogue.ts';
import type { Gate } from './gate.ts';
import { accepted, created, existing, idOf, paged, parameter } from './query.ts';
import type { Webhooks } from './webhooks.ts';

/** Whether one of the texts contains what was searched for, whatever the case. */
function contains(searched: string | undefined, ...texts: readonly (string | undefined)[]): boolean {
  if (searched === undefined) return true;
  return texts.some((each) => each?.toLowerCase().includes(searched.toLowerCase()));
}

const SEARCH = text(1, 200);

/** /titles. */
export function titleRoutes(
  base: string,
  gate: Gate,
  catalogue: Catalogue,
  webhooks: Webhooks,
  faults: ActiveFaults,
): readonly Route[] {
  const path = `${base}/titles`;
  return [
    {
      method: 'GET',
      path,
      operation: 'listTitles',
      handle: gate.guarded('read', (request) => {
        if (faults.has('limit-unchecked') && Number.isNaN(Number(request.query.get('limit')))) {
          throw new Refusal(500, 'database', 'invalid input syntax for type bigint');
        }
        const status = parameter(request, 'status', choice(...STATUSES));
        const search = parameter(request, 'search', SEARCH);
        const author = parameter(request, 'author_id', uuid)?.toLowerCase();
        const fitting = catalogue.titles.filter(
          (title) =>
            (status === undefined || title.publication_status === status) &&
            contains(search, title.title, title.subtitle, title.isbn) &&
            (author === undefined || title.authors.some(({ contactId }) => contactId === author)),
        );
        return paged(request, 'titles', fitting, faults.has('cursor-ignored'));
      }),
    },
    {
      method: 'POST',
      path,
      operation: 'createTitle',
      handle: gate.guarded('write', (request) => {
        const title = accepted(catalogue.createTitle(request.json()));
        const { id: title_id, title: name, isbn } = title;
        webhooks.emit('title.created', { title_id, title: name, isbn });
        return created('titles', title.id, title);
      }),
    },
    {
      method: 'GET',
      path: `${path}/{id}`,
      operation: 'getTitle',
      handle: gate.guarded('read', (request) =>
        json(200, { data: existing(catalogue.titles.find(({ id }) => id === idOf(request))) }),
      ),
    },
    {
      method: 'PUT',
      path: `${path}/{id}`,
      operation: 'updateTitle',
      handle: gate.guarded('write', (request) => {
        const before = existing(catalogue.titles.find(({ id }) => id === idOf(request)));
        const [title, changed_fields] = accepted(catalogue.updateTitle(before, request.json()));
        const { id: title_id, title: name, isbn } = title;
        if (changed_fields.length > 0) {
          webhooks.emit('title.updated', { title_id, title: name, isbn, changed_fields });
        }
        return json(200, { data: title });
      }),
    },
  ];
}

/** /contacts. */
export function contactRoutes(
  base: string,
  gate: Gate,
  catalogue: Catalogue,
  faults: ActiveFaults,
): readonly Route[] {
  const path = `${base}/contacts`;
  return [
    {
      method: 'GET',
      path,
      operation: 'listContacts',
      handle: gate.guarded('read', (request) => {
        const role = parameter(request, 'role', choice(...ROLES));
        const search = parameter(request, 'search', SEARCH);
        const fitting = catalogue.contacts.filter(
          ({ first_name, last_name, email, roles }) =>
            (role === undefined || roles.some((assigned) => assigned.role === role)) &&
            contains(search, `${first_name} ${last_name}`, email),
        );
        return paged(request, 'contacts', fitting);
      }),
    },
    {
      method: 'POST',
      path,
      operation: 'createContact',
      handle: gate.guarded('write', (request) => {
        const lax = faults.has('contact-email-unchecked');
        const contact = accepted(catalogue.createContact(request.json(), lax));
        return created('contacts', contact.id, contact);
      }),
    },
    {
      method: 'GET',
      path: `${path}/{id}`,
      operation: 'getContact',
      handle: gate.guarded('read', (request) =>
        json(200, { data: existing(catalogue.contacts.find(({ id }) => id === idOf(request))) }),
      ),
    },
    {
      method: 'PUT',
      path: `${path}/{id}`,
      operation: 'updateContact',
      handle: gate.guarded('write', (request) => {
        const before = existing(catalogue.contacts.find(({ id }) => id === idOf(request)));
        return json(200, { data: accepted(catalogue.updateContact(before, request.json())) });
      }),
    },
  ];
}
