// Removes from dist/ the declarations that dist/index.d.ts does not lead to: nobody can import what they declare.
import { readdirSync, readFileSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** Takes a declaration file; gives those that it imports, which TypeScript finds beside the .js or .ts that they name. */
const importsOf = (path) =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import) ?\(?['"](\.[^'"]+)\.[jt]s['"]/g)].map(([, name]) =>
    join(dirname(path), `${name}.d.ts`),
  );

const wanted = new Set();
const visit = (path) => {
  if (wanted.has(path)) return;
  wanted.add(path);
  importsOf(path).forEach(visit);
};
visit(join(dist, 'index.d.ts'));

const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
for (const entry of entries) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && entry.name.endsWith('.d.ts') && !wanted.has(path)) rmSync(path);
}
// Innermost first.
const folders = entries
  .filter((entry) => entry.isDirectory())
  .map(({ parentPath, name }) => join(parentPath, name));
for (const folder of folders.sort((a, b) => b.length - a.length))
  if (readdirSync(folder).length === 0) rmdirSync(folder);
