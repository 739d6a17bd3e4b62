import type { Request } from '../http.ts';
import { json, type Reply } from '../reply.ts';
import { notFound, notYours } from './refusals.ts';
import type { Operation } from './routes.ts';
import type { Organization, State } from './state.ts';

/** The two operations under `/api/v1/organizations`. */
export function organizationOperations(state: State): readonly Operation[] {
  const has = ({ members }: Organization, caller: string) =>
    members.some(({ address }) => address === caller);

  function list(_request: Request, caller: string): Reply {
    const own = state.organizations.filter((organization) => has(organization, caller));
    return json(
      200,
      own.map(({ members: _members, ...organization }) => organization),
    );
  }

  function members(request: Request, caller: string): Reply {
    const id = request.param('orgId');
    const found = state.organizations.find((organization) => organization.id === id);
    if (found === undefined) throw notFound(`organization ${id}`);
    if (!has(found, caller)) throw notYours(`Organization ${id}`, 'not_member');
    return json(200, found.members);
  }

  return [
    { method: 'GET', path: '/api/v1/organizations', operation: 'listOrganizations', signed: list },
    {
      method: 'GET',
      path: '/api/v1/organizations/{orgId}/members',
      operation: 'getOrganizationMembers',
      signed: members,
    },
  ];
}
