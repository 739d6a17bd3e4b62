import type { Clock } from '../clock.ts';
import { createRandom } from '../random.ts';
import { wallet } from './wallet.ts';

export const deploymentStates = ['pending', 'active', 'closed'] as const;
export const ticketStatuses = ['open', 'in_progress', 'waiting_customer', 'resolved', 'closed'] as const;
export const ticketCategories = ['technical', 'billing', 'general', 'security'] as const;
export const ticketPriorities = ['low', 'medium', 'high', 'critical'] as const;
export const invoiceStatuses = ['pending', 'paid', 'overdue'] as const;

export interface Metric {
  readonly usage: number;
  readonly limit: number;
}

export interface Resources {
  readonly cpu: Metric;
  readonly memory: Metric;
  readonly storage: Metric;
}

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

export interface Deployment {
  readonly id: string;
  readonly owner: string;
  readonly state: (typeof deploymentStates)[number];
  readonly createdAt: string;
  /** While it runs. */
  readonly resources: Resources;
  readonly services: readonly { readonly name: string; readonly replicas: number }[];
  readonly log: LogLine[];
  /** By an action; the lease stays active. */
  stopped: boolean;
}

export interface Ticket {
  readonly id: string;
  readonly owner: string;
  readonly deployment_id: string;
  readonly subject: string;
  readonly description: string;
  readonly status: (typeof ticketStatuses)[number];
  readonly category: (typeof ticketCategories)[number];
  readonly priority: (typeof ticketPriorities)[number];
  readonly created_at: string;
}

export interface Invoice {
  readonly id: string;
  readonly owner: string;
  readonly number: string;
  readonly status: (typeof invoiceStatuses)[number];
  readonly total: string;
  readonly due_date: string;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly created_at: string;
  readonly members: readonly {
    readonly address: string;
    readonly role: 'admin' | 'member' | 'viewer';
    readonly joined_at: string;
  }[];
}

/** All that a started portal knows. Lists are newest first, as the API shows them. */
export interface State {
  readonly startedAt: number;
  readonly deployments: readonly Deployment[];
  readonly organizations: readonly Organization[];
  readonly tickets: Ticket[];
  readonly invoices: readonly Invoice[];
}

export const currency = 'uve';
export const provider = wallet('provider');
const alice = wallet('alice');
const bob = wallet('bob');
const carol = wallet('carol');
const gibibyte = 2 ** 30;

/** The same little world at every start: what Alice, whose wallet the environment holds, and two others have. */
export function createState(clock: Clock): State {
  const random = createRandom(29);
  const startedAt = clock.now();

  function deployment(
    id: string,
    owner: string,
    state: Deployment['state'],
    createdAt: string,
    cores: number,
  ): Deployment {
    const metric = (limit: number, step: number) => ({
      usage: Math.round((limit * random.integer(90)) / 100 / step) * step,
      limit,
    });
    const services = [
      { name: 'web', replicas: 2 },
      { name: 'worker', replicas: 1 },
    ];
    const log = Array.from({ length: 240 }, (_, line) => ({
      at: startedAt - (240 - line) * 15_000,
      text:
        line % 3 === 0
          ? `worker: ${random.integer(40)} jobs waiting`
          : `web: GET /items/${random.integer(900)} 200`,
    }));
    return {
      id,
      owner,
      state,
      createdAt,
      resources: {
        cpu: metric(cores, 0.01),
        memory: metric(cores * gibibyte, 4096),
        storage: metric(cores * 5 * gibibyte, 4096),
      },
      services,
      log: state === 'active' ? log : [],
      stopped: false,
    };
  }

  const invoice = (
    month: string,
    status: Invoice['status'],
    total: string,
    due: string,
    owner = alice,
  ): Invoice => ({
    id: `inv-${month}`,
    owner,
    number: `VE-${month}-0117`,
    status,
    total,
    due_date: `${due}T00:00:00Z`,
  });

  return {
    startedAt,
    deployments: [
      deployment('9001-1-1', bob, 'active', '2026-01-15T11:00:00Z', 8),
      deployment('4714-1-1', alice, 'active', '2026-01-14T09:30:00Z', 2),
      deployment('4713-1-1', alice, 'pending', '2026-01-12T16:45:00Z', 1),
      deployment('4712-1-1', alice, 'active', '2026-01-09T07:15:00Z', 4),
      deployment('4711-1-1', alice, 'active', '2026-01-05T08:00:00Z', 4),
      deployment('4698-1-1', alice, 'closed', '2025-12-01T10:20:00Z', 2),
    ],
    organizations: [
      {
        id: 'org-analytics',
        name: 'Analytics',
        description: 'Reporting for the sales teams.',
        created_at: '2025-11-03T12:00:00Z',
        members: [
          { address: alice, role: 'admin', joined_at: '2025-11-03T12:00:00Z' },
          { address: carol, role: 'viewer', joined_at: '2025-12-10T09:00:00Z' },
        ],
      },
      {
        id: 'org-games',
        name: 'Games',
        created_at: '2025-10-20T12:00:00Z',
        members: [{ address: bob, role: 'admin', joined_at: '2025-10-20T12:00:00Z' }],
      },
    ],
    tickets: [
      {
        id: 'TCK-000041',
        owner: alice,
        deployment_id: '4711-1-1',
        subject: 'Volume does not mount',
        description: 'Since the restart at 9:30 the volume data is missing from web.',
        status: 'waiting_customer',
        category: 'technical',
        priority: 'high',
        created_at: '2026-01-14T10:02:11Z',
      },
      {
        id: 'TCK-000032',
        owner: alice,
        deployment_id: '4698-1-1',
        subject: 'Invoice of December',
        description: 'The deployment was closed on the 20th, and is billed to the end of the month.',
        status: 'resolved',
        category: 'billing',
        priority: 'low',
        created_at: '2026-01-02T08:15:40Z',
      },
    ],
    invoices: [
      invoice('2026-01', 'pending', '129.5', '2026-02-14'),
      invoice('2026-01-b', 'pending', '88.25', '2026-02-14', bob),
      invoice('2025-12', 'overdue', '117.04', '2026-01-14'),
      invoice('2025-11', 'paid', '42', '2025-12-14'),
    ],
  };
}
