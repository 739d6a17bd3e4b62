/**
 * The page's script, in the language of browsers. It makes elements and sets their text; it has no way from text to
 * markup. What is shown is decided by the page's address alone, so that a filter can be sent to somebody.
 */
export const pageScript = String.raw`'use strict';
const perPage = 100;
const mostPrinted = 2000;
// So many items are open as they come; more are a list to look through, and one is opened.
const fewItems = 30;
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);
const rules = new Map(data.rules.map((rule) => [rule.code, rule]));
const numbers = new WeakMap();
for (const { items } of data.views) items.forEach((item, index) => numbers.set(item, String(index + 1)));
let everything = false;

function make(name, options, ...children) {
  const element = document.createElement(name);
  const { text, ...attributes } = options || {};
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter(Boolean));
  return element;
}

function readState(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const view = data.views.find((one) => one.id === given.get('view')) || data.views[0];
  const levels = given.get(view.facet);
  const page = Number.parseInt(given.get('page'), 10);
  return {
    view,
    levels: levels === null ? null : new Set(levels.split(',')),
    rule: given.get('rule') || '',
    operation: given.get('operation') || '',
    text: given.get('text') || '',
    page: page > 0 ? page : 1,
    // What is open: 'all', 'none', the number of an item, or as many as are few.
    open: given.get('open') || '',
  };
}

function writeState({ view, levels, rule, operation, text, page, open }) {
  const written = new URLSearchParams();
  if (view !== data.views[0]) written.set('view', view.id);
  if (levels !== null) written.set(view.facet, [...levels].join(',') || 'none');
  if (rule !== '') written.set('rule', rule);
  if (operation !== '') written.set('operation', operation);
  if (text !== '') written.set('text', text);
  if (page > 1) written.set('page', String(page));
  if (open !== '') written.set('open', open);
  return '#' + written.toString();
}

const searched = new WeakMap();
function searchText(item) {
  let text = searched.get(item);
  if (text === undefined) {
    const facts = (item.facts || []).map(([, value]) => value);
    text = [item.title, item.code || '', ...facts].join('\n').toLowerCase();
    searched.set(item, text);
  }
  return text;
}

function select({ view, levels, rule, operation, text }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return view.items.filter(
    (item) =>
      (levels === null || levels.has(item.level)) &&
      (rule === '' || item.code === rule) &&
      (operation === '' || item.operation === operation) &&
      words.every((word) => searchText(item).includes(word)),
  );
}

function number(value) {
  return value.toLocaleString('en');
}

function count(items, keyOf) {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) || 0) + 1);
  return counts;
}

function drawItem(view, item, open) {
  const level = view.levels.find(({ id }) => id === item.level);
  const heading = make('h3', {},
    level && make('span', { class: 'badge ' + level.tone, text: level.label }),
    item.code && make('code', { class: 'code', text: item.code }),
    make('span', { class: 'title', text: item.title }),
  );
  const [first, ...facts] = item.facts || [];
  const place = first && make('span', { class: 'place' }, make('span', { class: 'name', text: first[0] + ' ' }),
    make('code', { text: first[1] }));
  const id = 'item-' + numbers.get(item);
  if (facts.length + (item.blocks || []).length === 0 && !rules.has(item.code)) {
    return make('li', { id }, make('article', {}, heading, place));
  }
  const summary = make('summary', {}, heading, place);
  const details = make('details', { class: 'item' }, summary);
  let drawn = false;
  const fill = () => {
    if (!drawn) details.append(drawFacts(facts), ...(item.blocks || []).map(drawBlock), drawRule(item));
    drawn = true;
  };
  if (open) fill();
  details.open = open;
  summary.addEventListener('click', () => {
    fill();
    keepOpen(details.open ? '' : numbers.get(item));
  });
  details.addEventListener('toggle', fill);
  return make('li', { id }, make('article', {}, details));
}

function drawFacts(facts) {
  return make('dl', { class: 'facts' }, ...facts.map(([name, value]) =>
    make('div', {}, make('dt', { text: name }), make('dd', { text: value }))));
}

function drawRow(item) {
  const cells = item.cells.map(([text, tone, words]) =>
    make('td', words === '' ? {} : { class: tone, title: words, 'aria-label': words }, text));
  const name = make('th', { scope: 'row' }, make('code', { class: 'title', text: item.title }));
  return make('tr', { class: item.level === 'uncalled' ? 'dim' : '' }, name, ...cells);
}

function drawBlock(block) {
  const label = block.label && make('p', { class: 'label', text: block.label });
  if (block.kind === 'sides') return make('div', { class: 'sides' }, ...block.sides.map(drawBlock));
  if (block.kind === 'excerpt') return make('div', {}, label, drawExcerpt(block.excerpt));
  if (block.kind === 'messages') return drawMessages(block);
  if (block.kind === 'code') return make('div', {}, label, make('pre', { text: block.text }));
  const items = block.items.map((text) => make('li', { text }));
  return make('div', {}, label, items.length > 0 && make('ul', {}, ...items));
}

function drawExcerpt({ first, before, marked, after }) {
  const line = (number, ...parts) => make('div', { class: 'line' },
    make('span', { class: 'number', text: String(number) }), make('code', {}, ...parts));
  const [start, meant, end] = marked;
  const at = first + before.length;
  return make('div', { class: 'excerpt' },
    ...before.map((text, index) => line(first + index, text)),
    line(at, start, make('mark', { text: meant }), end),
    ...after.map((text, index) => line(at + 1 + index, text)),
  );
}

/** What was sent and what came back; their elements are made when they are first looked at. */
function drawMessages({ open, sides }) {
  const details = make('details', { class: 'messages' }, make('summary', { text: 'Request and response' }));
  let drawn = false;
  const fill = () => {
    if (!drawn) details.append(make('div', { class: 'sides' }, ...sides.map(drawMessage)));
    drawn = true;
  };
  details.addEventListener('toggle', () => {
    fill();
    for (const body of details.querySelectorAll('pre')) showMark(body);
  });
  if (open) fill();
  details.open = open;
  return details;
}

function drawMessage({ label, line, headers, body, before, after, note }) {
  const fields = headers.map(([name, value]) =>
    make('div', {}, make('dt', { text: name }), make('dd', {}, ...drawParts(value))));
  const dim = (text) => text && make('p', { class: 'dim', text });
  return make('div', { role: 'group', 'aria-label': label },
    make('p', { class: 'label', text: label }),
    make('p', { class: 'line' }, make('code', {}, ...drawParts(line))),
    fields.length > 0 && make('dl', { class: 'headers' }, ...fields),
    dim(before),
    body && make('pre', { tabindex: '0', role: 'group', 'aria-label': 'Body of the ' + label.toLowerCase() }, ...drawParts(body)),
    dim(after), dim(note),
  );
}

/** A long body is scrolled to what is marked in it. */
function showMark(body) {
  const [mark] = body.querySelectorAll('mark');
  if (mark) body.scrollTop = mark.offsetTop - body.offsetTop - body.clientHeight / 3;
}

function drawParts(parts) {
  return parts.map((text, index) => (index % 2 === 1 ? make('mark', { text }) : text));
}

function drawRule(item) {
  const rule = rules.get(item.code);
  if (!rule) return '';
  return make('details', { class: 'rule' }, make('summary', { text: 'Why, and how to mend it' }),
    make('p', { text: rule.summary }), make('p', { text: rule.why }), make('p', { text: rule.fix }),
    rule.section && make('p', {}, make('a', { href: rule.section, rel: 'noreferrer', text: 'The specification on this' })),
  );
}

function drawFilters({ view, levels, rule, operation, text }) {
  const counts = count(view.items, ({ level }) => level);
  const boxes = view.levels.filter(({ id }) => counts.has(id)).map(({ id, label }) => {
    const box = make('input', { type: 'checkbox', value: id });
    box.checked = levels === null || levels.has(id);
    return make('label', {}, box, ' ' + label + ' (' + number(counts.get(id)) + ')');
  });
  byId('levels').replaceChildren(make('legend', { text: 'Show' }), ...boxes);
  byId('levels').hidden = boxes.length === 0;

  drawChoice('rule', count(view.items.filter(({ code }) => code), ({ code }) => code), rule);
  const own = view.items.filter((item) => item.operation);
  drawChoice('operation', count(own, (item) => item.operation), operation);
  if (byId('text').value !== text) byId('text').value = text;
  byId('filters').hidden = view.items.length === 0;
}

function drawChoice(id, counts, chosen) {
  const options = [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, found]) => make('option', { value: name, text: name + ' (' + number(found) + ')' }));
  byId(id).replaceChildren(make('option', { value: '', text: 'All (' + counts.size + ')' }), ...options);
  byId(id).value = counts.has(chosen) ? chosen : '';
  byId(id + 's').hidden = counts.size === 0;
}

function drawViews(state) {
  const links = data.views.map((view) => {
    const link = make('a', { href: writeState({ view, levels: null, rule: '', operation: '', text: '', page: 1, open: '' }) },
      view.title + ' (' + number(view.items.length) + ')');
    if (view === state.view) link.setAttribute('aria-current', 'page');
    return link;
  });
  byId('views').replaceChildren(...links);
  byId('views').hidden = links.length < 2;
}

function drawPages(state, page, last) {
  const link = (text, to, possible) => possible
    ? make('a', { href: writeState({ ...state, page: to, open: wayOf(state.open) }), text })
    : make('span', { class: 'dim', text });
  byId('pages').replaceChildren(
    link('First', 1, page > 1), link('Previous', page - 1, page > 1),
    make('span', { text: 'Page ' + page + ' of ' + last }),
    link('Next', page + 1, page < last), link('Last', last, page < last),
  );
  byId('pages').hidden = last < 2 || everything;
}

/** Of what is open, what holds for a whole list. */
function wayOf(open) {
  return open === 'all' || open === 'none' ? open : '';
}

/** The page that the address asks for, or that its open item is on. */
function pageOf({ page, open }, found, last) {
  const at = found.findIndex((item) => numbers.get(item) === open);
  return at < 0 ? Math.min(page, last) : Math.floor(at / perPage) + 1;
}

function drawList(state) {
  const found = select(state);
  const last = Math.max(1, Math.ceil(found.length / perPage));
  const page = pageOf(state, found, last);
  const from = everything ? 0 : (page - 1) * perPage;
  const shown = found.slice(from, from + (everything ? mostPrinted : perPage));
  byId('list').textContent = state.view.title;
  byId('status').textContent = found.length === 0
    ? (state.view.items.length === 0 ? 'None.' : 'None of ' + number(state.view.items.length) + ' is like that.')
    : number(from + 1) + ' to ' + number(from + shown.length) + ' of ' + number(found.length) +
      (found.length < state.view.items.length ? ' (filtered from ' + number(state.view.items.length) + ')' : '');
  const { columns } = state.view;
  byId('matrix').hidden = columns === undefined || shown.length === 0;
  byId('items').hidden = columns !== undefined;
  byId('items').start = from + 1;
  if (columns) {
    const heads = ['Operation', ...columns].map((text) => make('th', { scope: 'col', text }));
    byId('columns').replaceChildren(make('tr', {}, ...heads));
    byId('rows').replaceChildren(...shown.map(drawRow));
    byId('items').replaceChildren();
  } else {
    byId('rows').replaceChildren();
    const all = everything || state.open === 'all' || (state.open !== 'none' && shown.length <= fewItems);
    byId('items').replaceChildren(
      ...shown.map((item) => drawItem(state.view, item, all || numbers.get(item) === state.open)));
    byId('fold').textContent = all ? 'Close all' : 'Open all';
    byId('fold').value = all ? 'none' : 'all';
  }
  byId('fold').hidden = columns !== undefined || !shown.some((item) => item.blocks || rules.has(item.code));
  drawPages(state, page, last);
}

let state = readState(location.hash);
function draw() {
  drawViews(state);
  drawFilters(state);
  drawList(state);
}

function change(changes) {
  state = { ...state, page: 1, open: wayOf(state.open), ...changes };
  history.replaceState(null, '', writeState(state));
  drawList(state);
}

/** Notes in the address which item was opened, for whoever is sent it. */
function keepOpen(open) {
  if (wayOf(state.open) !== '') return;
  state = { ...state, open };
  history.replaceState(null, '', writeState(state));
}

/** Goes to the item that the address names. */
function goToOpen() {
  const item = [...byId('items').children].find(({ id }) => id === 'item-' + state.open);
  if (!item) return false;
  item.scrollIntoView();
  (item.querySelector('summary') || byId('list')).focus({ preventScroll: true });
  return true;
}

byId('fold').addEventListener('click', () => change({ page: state.page, open: byId('fold').value }));
byId('levels').addEventListener('change', () => {
  const boxes = [...byId('levels').querySelectorAll('input')];
  const checked = boxes.filter((box) => box.checked).map((box) => box.value);
  change({ levels: checked.length === boxes.length ? null : new Set(checked) });
});
byId('rule').addEventListener('change', () => change({ rule: byId('rule').value }));
byId('operation').addEventListener('change', () => change({ operation: byId('operation').value }));
let typing;
byId('text').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => change({ text: byId('text').value.trim() }), 120);
});
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('filters').addEventListener('reset', (event) => {
  event.preventDefault();
  change({ levels: null, rule: '', operation: '', text: '' });
  drawFilters(state);
  byId('text').focus();
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('list').focus();
});
addEventListener('hashchange', () => {
  state = readState(location.hash);
  draw();
  if (!goToOpen()) byId('list').focus();
});
// Paper has no pages to turn: what the filter leaves is printed, up to what a browser can lay out in reason.
addEventListener('beforeprint', () => {
  everything = true;
  drawList(state);
});
addEventListener('afterprint', () => {
  everything = false;
  drawList(state);
});

byId('specs').replaceChildren(...data.specs.map((text) => make('li', {}, make('code', { text }))));
draw();
goToOpen();
`;
