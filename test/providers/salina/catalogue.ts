import { choice, number, optional, record, text } from '../typed-body.ts';
import { day, given, items, matching, some, uuid, type Given } from '../formats.ts';
import { identity, read, refused, replace, type Outcome, type World } from '../records.ts';

export const FORMATS = ['paperback', 'hardcover', 'ebook', 'audiobook'] as const;
export const STATUSES = ['draft', 'pending', 'published', 'out_of_print'] as const;
export const ROLES = ['author', 'vendor', 'editor', 'illustrator'] as const;

const TITLE_CHANGES = {
  subtitle: optional(text(0, 500)),
  publication_status: optional(choice(...STATUSES)),
  list_price: optional(number(0, 99_999.99)),
  publication_date: optional(day),
  asin: optional(matching(/^[A-Z0-9]{10}$/, 'Invalid ASIN')),
};
const TITLE_UPDATE = some(record({ title: optional(text(1, 500)), ...TITLE_CHANGES }, true));
const TITLE_CREATE = record(
  {
    title: text(1, 500),
    ...TITLE_CHANGES,
    isbn: optional(matching(/^97[89]\d{10}$/, 'Invalid ISBN-13 format')),
    format: optional(choice(...FORMATS)),
    contact_id: optional(uuid),
  },
  true,
);

const EMAIL =
  /^(?=.{1,254}$)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;
const ADDRESS = record(
  {
    street: optional(text(0, 200)),
    city: optional(text(0, 100)),
    state: optional(text(0, 100)),
    postal_code: optional(text(0, 20)),
    country: optional(matching(/^[A-Z]{2}$/, 'must be a country code of two letters')),
  },
  true,
);
const contactChanges = (email = matching(EMAIL, 'Invalid email address')) => ({
  email: optional(email),
  company: optional(text(0, 200)),
  phone: optional(matching(/^\+?[0-9 ().-]{5,30}$/, 'Invalid telephone number')),
  address: optional(some(ADDRESS)),
});
const contactCreate = (email?: ReturnType<typeof matching>) =>
  record(
    {
      first_name: text(1, 100),
      last_name: text(1, 100),
      ...contactChanges(email),
      roles: optional(items(choice(...ROLES), 0, ROLES.length, true)),
    },
    true,
  );
const CONTACT_UPDATE = some(
  record(
    { first_name: optional(text(1, 100)), last_name: optional(text(1, 100)), ...contactChanges() },
    true,
  ),
);

type Read<R> = R extends { read(...given: never[]): infer T | undefined } ? T : never;
type TitleInput = Omit<Given<Read<typeof TITLE_CREATE>>, 'contact_id'>;
type ContactInput = Omit<Given<Read<ReturnType<typeof contactCreate>>>, 'roles'>;

export interface Title extends TitleInput {
  readonly id: string;
  readonly title: string;
  readonly publication_status: (typeof STATUSES)[number];
  readonly authors: readonly { contactId: string; name: string; isPrimary: boolean }[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Contact extends ContactInput {
  readonly id: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly roles: readonly { role: string; assigned_at: string }[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** Titles and contacts of a tenant, and the rules for them. */
export interface Catalogue {
  /** Newest first. */
  readonly titles: readonly Title[];
  readonly contacts: readonly Contact[];
  createTitle(body: unknown): Outcome<Title>;
  /** The title as it is then, and the names of the members that changed. */
  updateTitle(title: Title, body: unknown): Outcome<readonly [Title, readonly string[]]>;
  /** `lax` takes any text for an email address. */
  createContact(body: unknown, lax: boolean): Outcome<Contact>;
  updateContact(contact: Contact, body: unknown): Outcome<Contact>;
}

/** An amount in whole cents, without what binary fractions add. */
export function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

function priced<T extends { readonly list_price?: number }>(value: T): T {
  return value.list_price === undefined ? value : { ...value, list_price: cents(value.list_price) };
}

/** An empty catalogue. */
export function catalogue(world: World): Catalogue {
  const titles: Title[] = [];
  const contacts: Contact[] = [];
  return {
    titles,
    contacts,
    createTitle(body) {
      const outcome = read(body, TITLE_CREATE);
      if ('issues' in outcome) return outcome;
      const { title, contact_id: authorId } = outcome.value;
      const { contact_id: _, ...rest } = given(outcome.value);
      if (rest.isbn !== undefined && titles.some(({ isbn }) => isbn === rest.isbn)) {
        return refused('isbn', 'Is in the catalogue already');
      }
      const author = contacts.find(({ id }) => id === authorId?.toLowerCase());
      if (authorId !== undefined && !author) return refused('contact_id', 'Is no known contact');
      const name = author && `${author.first_name} ${author.last_name}`;
      const created: Title = {
        ...identity(world),
        publication_status: 'draft',
        ...priced(rest),
        title,
        authors: author && name ? [{ contactId: author.id, name, isPrimary: true }] : [],
        updated_at: world.clock.iso(),
      };
      titles.unshift(created);
      return { value: created };
    },
    updateTitle(title, body) {
      const outcome = read(body, TITLE_UPDATE);
      if ('issues' in outcome) return outcome;
      const changes = priced(given(outcome.value));
      const before = new Map<string, unknown>(Object.entries(title));
      const changed = Object.entries(changes)
        .filter(([name, value]) => before.get(name) !== value)
        .map(([name]) => name);
      const after = replace(titles, { ...title, ...changes, updated_at: world.clock.iso() });
      return { value: [after, changed] };
    },
    createContact(body, lax) {
      const outcome = read(body, contactCreate(lax ? text(1, 254) : undefined));
      if ('issues' in outcome) return outcome;
      const { first_name, last_name } = outcome.value;
      const { roles = [], ...rest } = given(outcome.value);
      const created: Contact = {
        ...identity(world),
        ...rest,
        first_name,
        last_name,
        roles: roles.map((role) => ({ role, assigned_at: world.clock.iso() })),
        updated_at: world.clock.iso(),
      };
      contacts.unshift(created);
      return { value: created };
    },
    updateContact(contact, body) {
      const outcome = read(body, CONTACT_UPDATE);
      if ('issues' in outcome) return outcome;
      const changes = given(outcome.value);
      return { value: replace(contacts, { ...contact, ...changes, updated_at: world.clock.iso() }) };
    },
  };
}
