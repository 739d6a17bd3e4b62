import { defineConfig } from 'vitest/config';
import { common } from './vitest.config.ts';

/** `npm run test:hostile`: input that is made to hang or break a run, much of it large. */
export default defineConfig({ test: { ...common, include: ['test/hostile/**/*.test.ts'] } });
