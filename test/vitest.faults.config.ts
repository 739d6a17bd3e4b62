import { defineConfig } from 'vitest/config';
import { common } from './vitest.config.ts';

/** `npm run test:faults`: each fault of each reference server, by recordings and by requests that are made up. */
export default defineConfig({ test: { ...common, include: ['test/probe/*.long.ts'] } });
