/** The list that is seen now. */
export const listScript = String.raw`/** Of what is open, what holds for a whole list. */
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

`;
