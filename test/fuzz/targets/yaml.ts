import { decodeText } from '../../../src/document/read.ts';
import { compareReaders } from '../../document/usual.ts';
import { hold } from '../broken.ts';
import { fileTarget } from '../file-target.ts';

/** Texts of YAML: what the reader of usual YAML makes of one is what the reader of all of it makes. */
export const yaml = fileTarget({
  name: 'yaml',
  short: 3_000,
  seeds: ({ descriptions, recordings, configs }) =>
    [...descriptions, ...Object.values(recordings).flat(), ...Object.values(configs).flat()].filter(
      ({ main }) => /\.ya?ml$/.test(main),
    ),
  check({ main, contents }) {
    const found = decodeText(main, contents.get(main) ?? Buffer.of());
    const compared = found.kind === 'text' ? compareReaders(found.text) : 'left alone';
    hold(
      typeof compared === 'string',
      () => `the reader of usual YAML differs in ${typeof compared === 'string' ? '' : compared.differs}`,
    );
    return Promise.resolve();
  },
});
