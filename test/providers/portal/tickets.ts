import type { Clock } from '../clock.ts';
import type { ActiveFaults } from '../faults.ts';
import { matching as matchingText } from '../formats.ts';
import type { Request } from '../http.ts';
import { json, type Reply } from '../reply.ts';
import { choice, optional, record, text } from '../typed-body.ts';
import { readBody } from './bodies.ts';
import { choiceOf, matching, resourceId } from './query.ts';
import { notFound, notYours } from './refusals.ts';
import type { Operation } from './routes.ts';
import { ticketCategories, ticketPriorities, ticketStatuses, type State, type Ticket } from './state.ts';

const ticketBody = record(
  {
    deployment_id: matchingText(resourceId, 'must be an id'),
    subject: text(1, 200),
    description: text(1, 10_000),
    category: optional(choice(...ticketCategories), 'general'),
    priority: optional(choice(...ticketPriorities), 'medium'),
  },
  true,
);

/** How many tickets a list shows at most, there being no pages. */
const longestList = 200;

/** The two operations under `/api/v1/tickets`. */
export function ticketOperations(state: State, clock: Clock, faults: ActiveFaults): readonly Operation[] {
  let number = 41;

  function list(request: Request, caller: string): Reply {
    const unchecked = faults.has('filter-not-checked');
    const status = unchecked ? request.query.get('status') : choiceOf(request, 'status', ticketStatuses);
    const about = matching(request, 'deployment_id', resourceId);
    const fitting = state.tickets.filter(
      (ticket) =>
        ticket.owner === caller &&
        ticket.status === (status ?? ticket.status) &&
        ticket.deployment_id === (about ?? ticket.deployment_id),
    );
    return json(200, fitting.slice(0, longestList).map(shown));
  }

  function create(request: Request, caller: string): Reply {
    const body = readBody(request, ticketBody);
    const about = state.deployments.find(({ id }) => id === body.deployment_id);
    if (about === undefined) throw notFound(`deployment ${body.deployment_id}`);
    if (about.owner !== caller) throw notYours(`Deployment ${about.id}`);
    const id = `TCK-${String(++number).padStart(6, '0')}`;
    const ticket: Ticket = { id, owner: caller, ...body, status: 'open', created_at: clock.iso() };
    state.tickets.unshift(ticket);
    return json(201, shown(ticket));
  }

  return [
    { method: 'GET', path: '/api/v1/tickets', operation: 'listTickets', signed: list },
    { method: 'POST', path: '/api/v1/tickets', operation: 'createTicket', signed: create },
  ];
}

function shown({ owner: _owner, ...ticket }: Ticket) {
  return ticket;
}
