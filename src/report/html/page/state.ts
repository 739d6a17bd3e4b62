/** What is shown, as the address of the page says it: which list, which filters, what is open. */
export const stateScript = String.raw`'use strict';
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

`;
