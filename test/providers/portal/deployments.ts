import type { Clock } from '../clock.ts';
import type { ActiveFaults } from '../faults.ts';
import type { Request } from '../http.ts';
import { json, Refusal, webSocket, type Reply } from '../reply.ts';
import { choice, record } from '../typed-body.ts';
import { asksForWebSocket, type WebSocketPeer } from '../websocket.ts';
import { readBody } from './bodies.ts';
import { choiceOf, flag, integer, moment, pageOf } from './query.ts';
import { conflict, invalidParameter, notFound, notYours } from './refusals.ts';
import type { Operation } from './routes.ts';
import { deploymentStates, provider, type Deployment, type Resources, type State } from './state.ts';

const actionBody = record({ action: choice('start', 'stop', 'restart') }, true);

/** The seven operations under `/api/v1/deployments`. */
export function deploymentOperations(state: State, clock: Clock, faults: ActiveFaults): readonly Operation[] {
  const path = '/api/v1/deployments/{deploymentId}';

  function own(request: Request, caller: string): Deployment {
    const id = request.param('deploymentId');
    const found = state.deployments.find((deployment) => deployment.id === id);
    if (found === undefined) throw notFound(`deployment ${id}`);
    if (found.owner !== caller) throw notYours(`Deployment ${id}`);
    return found;
  }

  function one(request: Request, caller: string): Reply {
    const lenient = faults.has('ownership-not-enforced');
    const foreign = state.deployments.find(({ id }) => lenient && id === request.param('deploymentId'));
    return json(200, shown(foreign ?? own(request, caller)));
  }

  function list(request: Request, caller: string): Reply {
    const wanted = choiceOf(request, 'status', deploymentStates);
    const fitting = state.deployments.filter(
      ({ owner, state }) => owner === caller && state === (wanted ?? state),
    );
    const { entries, next } = pageOf(request, fitting);
    return json(200, {
      deployments: entries.map(shown),
      ...(next === undefined ? {} : { next_cursor: next }),
    });
  }

  function logs(request: Request, caller: string): Reply {
    const { log } = own(request, caller);
    const tail = integer(request, 'tail', 10_000, 100);
    const since = moment(request, 'since') ?? -Infinity;
    const timestamps = flag(request, 'timestamps');
    const lines = log.filter(({ at }) => at >= since).slice(-tail);
    return json(
      200,
      lines.map(({ at, text }) => (timestamps ? `${new Date(at).toISOString()} ${text}` : text)),
    );
  }

  function act(request: Request, caller: string): Reply {
    const deployment = own(request, caller);
    const { action } = readBody(request, actionBody);
    const { id } = deployment;
    if (deployment.state !== 'active')
      throw conflict('not_active', `Deployment ${id} is ${deployment.state}.`);
    if (action === 'start' && !deployment.stopped)
      throw conflict('already_running', `Deployment ${id} is running already.`);
    if (action === 'stop' && deployment.stopped && !faults.has('conflict-not-detected')) {
      throw conflict('already_stopped', `Deployment ${id} is stopped already.`);
    }
    deployment.stopped = action === 'stop';
    const done = { start: 'started', stop: 'stopped', restart: 'restarted' }[action];
    deployment.log.push({ at: clock.now(), text: `portal: ${done} by ${caller}` });
    return json(200, { success: true, message: `Deployment ${id} is ${done}.` });
  }

  function shell(request: Request, caller: string): Reply {
    const deployment = own(request, caller);
    const names = deployment.services.map(({ name }) => name);
    const service = choiceOf(request, 'service', names) ?? names[0] ?? '';
    if (!isRunning(deployment)) throw conflict('not_running', `Deployment ${deployment.id} is not running.`);
    if (!/^websocket$/i.test(request.header('upgrade'))) {
      const headers = { upgrade: 'websocket' };
      throw new Refusal(426, '', 'The shell is a WebSocket of version 13.', { headers });
    }
    if (!asksForWebSocket(request.headers)) throw invalidParameter('The WebSocket handshake is not valid.');
    return webSocket((peer) => echo(peer, faults.has('prompt-missing') ? '' : `${service}$ `));
  }

  const get = (
    suffix: string,
    operation: string,
    signed: (request: Request, caller: string) => Reply,
  ): Operation => ({
    method: 'GET',
    path: `${path}${suffix}`,
    operation,
    signed,
  });
  return [
    { method: 'GET', path: '/api/v1/deployments', operation: 'listDeployments', signed: list },
    get('', 'getDeployment', one),
    get('/status', 'getDeploymentStatus', (request, caller) => json(200, statusOf(own(request, caller)))),
    get('/logs', 'getDeploymentLogs', logs),
    get('/metrics', 'getDeploymentMetrics', (request, caller) => json(200, used(own(request, caller)))),
    get('/shell', 'connectShell', shell),
    { method: 'POST', path: `${path}/actions`, operation: 'performAction', signed: act },
  ];
}

const isRunning = ({ state, stopped }: Deployment) => state === 'active' && !stopped;

/** What the deployment uses now: nothing, unless it runs. */
export function used(deployment: Deployment): Resources {
  const { cpu, memory, storage } = deployment.resources;
  if (isRunning(deployment)) return deployment.resources;
  const idle = { cpu: { ...cpu, usage: 0 }, memory: { ...memory, usage: 0 } };
  return { ...idle, storage: deployment.state === 'active' ? storage : { ...storage, usage: 0 } };
}

function shown(deployment: Deployment) {
  const { id, owner, state, createdAt } = deployment;
  return { id, owner, provider, state, created_at: createdAt, resources: used(deployment) };
}

function statusOf(deployment: Deployment) {
  const total = deployment.services.reduce((sum, { replicas }) => sum + replicas, 0);
  const running = isRunning(deployment);
  const serviceState = running ? 'running' : deployment.state === 'pending' ? 'pending' : 'stopped';
  return {
    lease_id: deployment.id,
    state: deployment.state,
    replicas: { ready: running ? total : 0, total },
    services: deployment.services.map(({ name, replicas }) => ({
      name,
      state: serviceState,
      replicas: running ? replicas : 0,
    })),
  };
}

/** A shell with one command, `exit`; it prints every other line again. */
function echo(peer: WebSocketPeer, prompt: string): void {
  peer.send(prompt);
  peer.onMessage((line) =>
    line.trim() === 'exit' ? peer.close(1000, 'exit') : peer.send(`${line}\r\n${prompt}`),
  );
}
