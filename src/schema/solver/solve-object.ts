import { evaluateLiteral, isAdditional } from './evaluate.ts';
import type { AtomLiteral } from './literals.ts';
import { memberFrame, type Demand, type Frame } from './members.ts';
import { bothFail, impossible, unknown, type Failure, type Outcome, type Run, type Scope } from './run.ts';
import { freshNames } from './fresh-names.ts';
import { matches } from './regex/language.ts';
import { every, type Truth } from './truth.ts';
import { canonical, toObject } from './values.ts';

/** How many ways of naming what is demanded are tried. */
const namings = 200;
const mostMembers = 2000;

/** Takes atoms on objects and which names may be emitted; gives an object with as few members as are needed. */
export function solveObject(units: readonly AtomLiteral[], scope: Scope, run: Run): Outcome {
  const frame = memberFrame(units);
  if (frame.min > frame.max) return impossible;
  if (frame.min > mostMembers) return unknown('the object would be too large');
  for (const name of frame.present.keys())
    if (frame.absent.has(name) || !scope.allows(name)) return impossible;
  const state = { tried: 0 };
  return nameDemands(frame, 0, frame.present, scope, run, state);
}

type Present = Frame['present'];

/** Chooses a name for one demand after the other, then fills the object. */
function nameDemands(
  frame: Frame,
  at: number,
  present: Present,
  scope: Scope,
  run: Run,
  state: { tried: number },
): Outcome {
  if (present.size > frame.max) return impossible;
  const demand = frame.demands[at];
  if (demand === undefined) return fill(frame, present, scope, run);
  let failure: Failure = impossible;
  const fail = (outcome: Failure): void => {
    failure = bothFail(failure, outcome);
  };
  const attempt = (name: string): Outcome => {
    run.spend(1);
    const literals = [...(present.get(name) ?? []), ...demand.literals];
    return nameDemands(frame, at + 1, new Map(present).set(name, literals), scope, run, state);
  };
  const known = new Set([...present.keys(), ...frame.names, ...scope.declared]);
  for (const name of known) {
    const fits = mayHave(frame, name, present, scope, run);
    if (fits === false) continue;
    const wanted = speaksOf(demand, name, run);
    if (wanted === false) continue;
    if (fits === undefined || wanted === undefined) {
      fail(unknown('a pattern of names could not be judged'));
      continue;
    }
    if ((state.tried += 1) > namings) return bothFail(failure, unknown('too many names to try'));
    const outcome = attempt(name);
    if (outcome.found) return outcome;
    fail(outcome);
  }
  if (!scope.free) return failure;
  for (const fresh of freshNames(frame, known, scope, run, demand)) {
    if (!fresh.found) {
      fail(fresh);
      continue;
    }
    const outcome = attempt(fresh.name);
    if (outcome.found) return outcome;
    fail(outcome);
  }
  return failure;
}

/** Whether a member of that name may be there at all. */
function mayHave(frame: Frame, name: string, present: Present, scope: Scope, run: Run): Truth {
  if (frame.absent.has(name)) return false;
  if (!present.has(name) && !scope.allows(name)) return false;
  return every(frame.nameRules, (literal) => evaluateLiteral(literal, name, run.lens));
}

function speaksOf(demand: Demand, name: string, run: Run): Truth {
  const listed = demand.additional
    ? isAdditional(name, demand.additional.names, demand.additional.patterns)
    : true;
  if (listed === false) return false;
  if (demand.pattern !== undefined) return matches(demand.pattern, name);
  const named = every(demand.nameLiterals, (literal) => evaluateLiteral(literal, name, run.lens));
  return named === true ? listed : named;
}

function fill(frame: Frame, present: Present, scope: Scope, run: Run): Outcome {
  const members = new Map<string, unknown>();
  const solve = (name: string): Outcome => {
    const goal = frame.goalOf(name);
    if (goal === undefined) return unknown('a pattern of names could not be judged');
    return run.sat([...goal, ...(present.get(name) ?? [])]);
  };
  // What has to differ from what is usual is what may fail: it comes first.
  const byDemand = [...present].sort(([, a], [, b]) => b.length - a.length);
  for (const [name] of byDemand) {
    const allowed = every(frame.nameRules, (literal) => evaluateLiteral(literal, name, run.lens));
    if (allowed === false) return impossible;
    if (allowed === undefined) return unknown('the name of a member could not be judged');
    const outcome = solve(name);
    if (!outcome.found) return outcome;
    members.set(name, outcome.value);
  }
  const isListed = (): boolean => frame.excluded.size > 0 && frame.excluded.has(canonical(toObject(members)));
  const inOrder = (): unknown => toObject(sorted(members, frame.names));
  if (members.size >= frame.min && !isListed()) return { found: true, value: inOrder() };

  // More members than are asked for by name: declared ones first.
  let failure: Failure = impossible;
  const known = new Set([...frame.names, ...scope.declared]);
  for (const name of known) {
    if (members.has(name) || members.size >= frame.max) continue;
    const fits = mayHave(frame, name, present, scope, run);
    const outcome =
      fits === false ? impossible : fits === true ? solve(name) : unknown('a name could not be judged');
    if (!outcome.found) {
      failure = bothFail(failure, outcome);
      continue;
    }
    members.set(name, outcome.value);
    if (members.size >= frame.min && !isListed()) return { found: true, value: inOrder() };
  }
  if (members.size >= frame.max) return isListed() ? unknown('a listed object stood in the way') : failure;
  if (!scope.free) return isListed() ? unknown('a listed object stood in the way') : failure;
  const taken = new Set([...known, ...members.keys()]);
  for (;;) {
    let grown = false;
    for (const fresh of freshNames(frame, taken, scope, run)) {
      if (!fresh.found) {
        failure = bothFail(failure, fresh);
        continue;
      }
      taken.add(fresh.name);
      const outcome = solve(fresh.name);
      if (!outcome.found) {
        failure = bothFail(failure, outcome);
        continue;
      }
      members.set(fresh.name, outcome.value);
      grown = true;
      run.spend(1);
      if (members.size >= frame.min && !isListed()) return { found: true, value: inOrder() };
      if (members.size >= frame.max) return unknown('a listed object stood in the way');
    }
    if (!grown) return failure;
  }
}

/** Members in the order in which their names are written. */
function sorted(members: ReadonlyMap<string, unknown>, names: ReadonlySet<string>): [string, unknown][] {
  const order = [...names];
  const place = new Map(order.map((name, index) => [name, index]));
  return [...members].sort(([a], [b]) => (place.get(a) ?? order.length) - (place.get(b) ?? order.length));
}
