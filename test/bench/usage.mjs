// Loaded into a measured process before anything else: when it ends, it tells what it has used.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const told = { cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMb: maxRSS / 1024 };
  writeFileSync(process.env.APICHECK_USAGE, JSON.stringify(told));
});
