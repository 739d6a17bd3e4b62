/** How one entry of a list is drawn; what it holds is made when it is first opened. */
export const itemsScript = String.raw`function drawItem(view, item, open) {
  const level = view.levels.find(({ id }) => id === item.level);
  const heading = make('h3', {},
    level && make('span', { class: 'badge ' + level.tone, text: level.label }),
    item.code && make('code', { class: 'code', text: item.code }),
    make('span', { class: 'title', text: item.title }),
  );
  const [first, ...facts] = item.facts || [];
  const place = first && make('span', { class: 'place' }, make('span', { class: 'name', text: first[0] + ' ' }),
    make('code', { text: first[1] }));
  const glance = item.glance && make('span', { class: 'glance', text: item.glance });
  const id = 'item-' + numbers.get(item);
  if (facts.length + (item.blocks || []).length === 0 && !rules.has(item.code)) {
    return make('li', { id }, make('article', {}, heading, place, glance));
  }
  const summary = make('summary', {}, heading, place, glance);
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

`;
