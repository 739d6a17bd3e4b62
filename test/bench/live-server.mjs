// A provider that costs as little as one can, in a process of its own: it answers GETs of small JSON, and tells the
// port that it listens at. Written on sockets, as Node's own server takes longer for a request than it takes to send one.
import { createServer } from 'node:net';

const products = 500;
const answers = Array.from({ length: products }, (_, id) => {
  const body = JSON.stringify({
    id,
    sku: `SKU-${String(id).padStart(6, '0')}`,
    name: `Product number ${id}`,
    price: { amount: (id * 7919) % 100_000, currency: 'EUR' },
    tags: ['small', 'bench', id % 2 === 0 ? 'even' : 'odd'],
    inStock: id % 3 !== 0,
    updatedAt: '2026-01-31T12:00:00Z',
  });
  const head = [
    'HTTP/1.1 200 OK',
    'content-type: application/json',
    `content-length: ${body.length}`,
    'x-request-id: 6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1');
});

const server = createServer((socket) => {
  let rest = '';
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest += chunk.latin1Slice();
    for (let end = rest.indexOf('\r\n\r\n'); end !== -1; end = rest.indexOf('\r\n\r\n')) {
      const id = Number(/^GET \/products\/(\d+)/.exec(rest)?.[1] ?? 0);
      rest = rest.slice(end + 4);
      socket.write(answers[id % products]);
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
