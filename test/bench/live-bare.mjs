// What `apicheck probe --target` is held against: a loop over a Pool of undici, with as many requests at once, that reads
// every answer and, unless told otherwise, the JSON in it. `live-bare.mjs PORT REQUESTS AT-ONCE text|json`.
import { Pool } from 'undici';

const [port, requests, atOnce, read] = process.argv.slice(2);
const pool = new Pool(`http://127.0.0.1:${port}`, { connections: Number(atOnce), pipelining: 1 });
let next = 0;
let bytes = 0;

async function worker() {
  while (next < Number(requests)) {
    const id = next++;
    const { statusCode, body } = await pool.request({
      method: 'GET',
      path: `/products/${id % 500}?currency=EUR`,
      headers: { accept: 'application/json' },
    });
    const text = await body.text();
    bytes += text.length;
    if (statusCode !== 200 || (read === 'json' && JSON.parse(text).id !== id % 500))
      throw new Error(`unexpected answer ${statusCode}: ${text}`);
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, worker));
await pool.close();
console.log(`${requests} requests, ${bytes} bytes`);
