/** What the reader does, and the first drawing. */
export const eventsScript = String.raw`let state = readState(location.hash);
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
