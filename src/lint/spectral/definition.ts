import type { Node } from '../../document/document.ts';
import type { Severity } from '../../findings/finding.ts';
import type { Format } from './formats.ts';
import type { RulesetFunction } from './function.ts';
import type { CompiledPath } from './json-path.ts';
import type { Field } from './target.ts';

/** One rule of a Spectral ruleset, with all that it names looked up. */
export interface SpectralRule {
  readonly name: string;
  readonly severity: Severity | 'off';
  readonly description: string | undefined;
  /** A template; without one, the description, else what the function says. */
  readonly message: string | undefined;
  readonly documentationUrl: string | undefined;
  /** Whether it looks at the description with references followed, or as it is written. */
  readonly resolved: boolean;
  /** Undefined for every one. */
  readonly formats: readonly Format[] | undefined;
  readonly given: readonly Given[];
  readonly then: readonly Then[];
  /** Where it is written. */
  readonly node: Node;
}

/** Where a rule looks: for some formats only, where an alias says so. */
export interface Given {
  readonly path: CompiledPath;
  readonly formats: readonly Format[] | undefined;
}

/** What a rule asks of what it looks at. */
export interface Then {
  readonly field: Field;
  readonly run: RulesetFunction;
}

/** Something in a ruleset that cannot be honoured, and where it is written. */
export interface Unsupported {
  readonly message: string;
  readonly node: Node;
}
