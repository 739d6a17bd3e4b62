// Judges lines of exchanges with openapi-backend: `node peer-backend.mjs FOLDER SPEC LINES`.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const [folder, spec, lines] = process.argv.slice(2);
const { OpenAPIBackend } = createRequire(join(folder, 'package.json'))('openapi-backend');
/** What a description has that the tool does not read is said in one line. */
process.on('uncaughtException', ({ message }) => {
  console.error(message);
  process.exit(2);
});

const backend = new OpenAPIBackend({ definition: spec, quick: true, ajvOpts: { logger: false } });
await backend.init();

let judged = 0;
let failed = 0;
for await (const line of createInterface({ input: createReadStream(lines) })) {
  const { request, response } = JSON.parse(line);
  const operation = backend.router.matchOperation({ ...request, method: request.method });
  const asked = operation && backend.validateRequest({ ...request, body: undefined }, operation);
  const answered = operation && backend.validateResponse(response.body, operation, response.status);
  judged += 1;
  if (!asked?.valid || !answered?.valid) failed += 1;
}
console.log(`${judged} judged, ${failed} failed`);
