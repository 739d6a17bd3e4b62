import type { Route } from '../http.ts';
import { json, Refusal, webSocket } from '../reply.ts';
import type { World } from '../records.ts';
import { asksForWebSocket } from '../websocket.ts';
import type { Events } from './events.ts';
import type { Tasks } from './tasks.ts';

const VERSION = '1.0.0';
const STORAGE = { used_gb: 1.5, total_gb: 64 };

/** /api/v1/health, and the WebSocket beside the contract. */
export function monitoringRoutes({ clock }: World, tasks: Tasks, events: Events): readonly Route[] {
  const started = clock.now();
  return [
    {
      method: 'GET',
      path: '/api/v1/health',
      operation: 'healthCheck',
      handle() {
        const running = tasks.open.filter(({ begins }) => begins <= clock.now()).length;
        const busy = running > 50;
        const ssh = { status: busy ? 'degraded' : 'healthy', active_connections: running };
        const percentage = Math.round((STORAGE.used_gb / STORAGE.total_gb) * 1000) / 10;
        return json(200, {
          status: busy ? 'degraded' : 'healthy',
          timestamp: clock.iso(),
          components: {
            database: { status: 'healthy', latency_ms: 0.4 },
            ssh: busy ? { ...ssh, message: 'Many connections are open' } : ssh,
            storage: { status: 'healthy', ...STORAGE, percentage },
          },
          uptime_seconds: Math.floor((clock.now() - started) / 1000),
          version: VERSION,
        });
      },
    },
    {
      method: 'GET',
      path: '/api/v1/ws',
      operation: 'listen',
      handle(request) {
        if (asksForWebSocket(request.headers)) return webSocket((peer) => events.join(peer));
        const headers = { upgrade: 'websocket', connection: 'Upgrade' };
        throw new Refusal(426, 'bad_request', 'This is a WebSocket', { headers });
      },
    },
  ];
}
