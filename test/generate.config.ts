import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run test:generate`: what takes minutes. Everything else is `npm test`. */
export default defineConfig({ test: { ...base.test, include: ['test/**/*.long.ts'] } });
