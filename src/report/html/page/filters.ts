/** The form that filters, and the ways to other lists and pages. */
export const filtersScript = String.raw`function drawFilters({ view, levels, rule, operation, text }) {
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

`;
