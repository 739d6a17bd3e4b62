// Serves contracts/deployer.json with every mistake that its reference server can be told to make, or with those that
// are named (`none` for none): `npm run bench:server -- [NAME...]`. Prints its address, and what each mistake is.
import { deployer } from '../../build/providers/deployer.js';

const named = process.argv.slice(2);
const all = Object.keys(deployer.faults);
const faults = named.length === 0 ? all : named.filter((name) => name !== 'none');
const unknown = faults.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`there is no mistake ${unknown.join(', ')}, only ${all.join(', ')}`);
  process.exit(2);
}
const { url } = await deployer.start({ faults });
console.log(url);
for (const name of faults) console.log(`  ${name}: ${deployer.faults[name]}`);
