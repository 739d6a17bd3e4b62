import { defineConfig } from 'vitest/config';
import { common } from './vitest.config.ts';

/** `npm run test:endings`: how runs end that are interrupted, or cannot read or write: processes that wait for most of it. */
export default defineConfig({ test: { ...common, include: ['test/endings/**/*.test.ts'] } });
