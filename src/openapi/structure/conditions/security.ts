import { keyOf } from '../../../document/node.ts';
import { nameList } from '../problem.ts';
import { token } from '../field.ts';
import {
  has,
  invalid,
  missing,
  oneRequired,
  stringOf,
  unfit,
  type Condition,
  type Subject,
} from './condition.ts';

/** Security Scheme Object: by type, the fields that it must have and those that it may have beside. */
const byType: Readonly<
  Record<string, { readonly must: readonly string[]; readonly may: readonly string[] }>
> = {
  apiKey: { must: ['name', 'in'], may: [] },
  http: { must: ['scheme'], may: ['bearerFormat'] },
  openIdConnect: { must: ['openIdConnectUrl'], may: [] },
  mutualTLS: { must: [], may: [] },
  basic: { must: [], may: [] },
};

const oauth2 = { must: ['flows'], may: ['oauth2MetadataUrl'] };
const oauth2Of2 = { must: ['flow', 'scopes'], may: ['authorizationUrl', 'tokenUrl'] };

/** Of each flow, 3.x and 2.0, the URLs that it needs. */
const urlsOfFlow: Readonly<Record<string, readonly string[]>> = {
  implicit: ['authorizationUrl'],
  password: ['tokenUrl'],
  clientCredentials: ['tokenUrl'],
  application: ['tokenUrl'],
  authorizationCode: ['authorizationUrl', 'tokenUrl'],
  accessCode: ['authorizationUrl', 'tokenUrl'],
  deviceAuthorization: ['deviceAuthorizationUrl', 'tokenUrl'],
};

const typed = [
  'name',
  'in',
  'scheme',
  'bearerFormat',
  'flows',
  'openIdConnectUrl',
  'oauth2MetadataUrl',
  'flow',
  'authorizationUrl',
  'tokenUrl',
  'scopes',
];

/** Security Scheme Object (2.0 and 3.x). */
export const securitySchemeCondition: Condition = (subject) => {
  const type = stringOf(subject, 'type');
  if (type === undefined) return;
  const second = subject.version === '2.0';
  const rule =
    type === 'oauth2'
      ? second
        ? oauth2Of2
        : oauth2
      : Object.hasOwn(byType, type)
        ? byType[type]
        : undefined;
  if (rule === undefined || (second && type !== 'oauth2' && type !== 'apiKey' && type !== 'basic')) return;
  const lacking = rule.must.filter((name) => !has(subject, name) && !subject.meant.has(name));
  if (lacking.length > 0 && !subject.replaced) {
    missing(subject, `a security scheme of type ${JSON.stringify(type)} needs ${nameList(lacking, 'and')}`);
  }
  // Fields of other versions were reported as such.
  const other = typed.filter((name) => !rule.must.includes(name) && !rule.may.includes(name));
  const foreign = second
    ? ['scheme', 'bearerFormat', 'flows', 'openIdConnectUrl', 'oauth2MetadataUrl']
    : ['flow', 'authorizationUrl', 'tokenUrl', 'scopes'];
  unfit(
    subject,
    other.filter((name) => !foreign.includes(name)),
    `the type is ${JSON.stringify(type)}`,
  );
  const scheme = stringOf(subject, 'scheme');
  if (type === 'http' && scheme !== undefined && scheme.toLowerCase() !== 'bearer') {
    unfit(subject, ['bearerFormat'], 'the scheme is not "bearer"');
  }
  const key = stringOf(subject, 'name');
  if (
    type === 'apiKey' &&
    stringOf(subject, 'in') === 'header' &&
    key !== undefined &&
    !token.names.test(key)
  ) {
    const why = `such names consist of ${token.of}`;
    invalid(subject, 'name', `${JSON.stringify(key)} cannot be the name of a header: ${why}`);
  }
  if (second && type === 'oauth2') checkUrls(subject, stringOf(subject, 'flow'));
};

/** OAuth Flow Object: which URLs, by the flow that it is under. */
export const oauthFlowCondition: Condition = (subject) => {
  checkUrls(subject, keyOf(subject.node));
};

function checkUrls(subject: Subject, flow: string | undefined): void {
  const needed = flow !== undefined && Object.hasOwn(urlsOfFlow, flow) ? urlsOfFlow[flow] : undefined;
  if (needed === undefined) return;
  for (const name of needed) oneRequired(subject, [name], `the ${flow} flow needs it`);
  const urls = ['authorizationUrl', 'tokenUrl', 'deviceAuthorizationUrl'];
  const spare = urls.filter((name) => !needed.includes(name));
  unfit(
    subject,
    subject.version === '3.2'
      ? spare
      : spare.slice(0, spare.includes('deviceAuthorizationUrl') ? -1 : undefined),
    `the ${flow} flow does not use it`,
  );
}
