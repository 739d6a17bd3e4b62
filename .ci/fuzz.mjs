// Starts the compiled fuzzer. What is compiled reads the version from a package.json two folders above it.
import { copyFileSync } from 'node:fs';

const root = new URL('..', import.meta.url);
copyFileSync(new URL('package.json', root), new URL('build/fuzz/package.json', root));
await import(new URL('build/fuzz/test/fuzz/fuzz.js', root));
