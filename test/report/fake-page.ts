import { createContext, runInContext } from 'node:vm';

/**
 * As much of a browser as the page of the HTML report needs, and no more: elements take text and attributes, and
 * there is no way to set markup.
 */
export class FakeElement {
  readonly name: string;
  readonly attributes = new Map<string, string>();
  readonly listeners = new Map<string, ((event: { preventDefault(): void }) => void)[]>();
  children: (FakeElement | string)[] = [];
  hidden = false;
  open = false;
  checked = false;
  value = '';
  start = 1;
  focused = 0;
  scrolledTo = 0;

  constructor(name: string) {
    this.name = name;
  }

  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.children = [text];
  }
  setAttribute(key: string, value: string): void {
    this.attributes.set(key, value);
    if (key === 'value') this.value = value;
  }
  append(...children: (FakeElement | string)[]): void {
    this.children.push(...children);
  }
  replaceChildren(...children: (FakeElement | string)[]): void {
    this.children = children;
  }
  addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }
  querySelectorAll(name: string): FakeElement[] {
    return this.all().filter((element) => element.name === name);
  }
  querySelector(name: string): FakeElement | undefined {
    return this.querySelectorAll(name)[0];
  }
  get id(): string | undefined {
    return this.attributes.get('id');
  }
  focus(): void {
    this.focused += 1;
  }
  scrollIntoView(): void {
    this.scrolledTo += 1;
  }
  fire(type: string): void {
    for (const listener of this.listeners.get(type) ?? []) listener({ preventDefault: () => undefined });
  }
  /** All elements below this one. */
  all(): FakeElement[] {
    return this.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...child.all()]));
  }
}

/** A page that runs. */
export interface FakePage {
  readonly byId: (id: string) => FakeElement;
  /** The part of the address behind `#`. */
  readonly hash: () => string;
  readonly goTo: (hash: string) => void;
  readonly fire: (type: string) => void;
  /** Runs what waits for a time-out. */
  readonly wait: () => void;
}

/** Takes the page's script, the text of its data and the part of its address behind `#`; runs it. */
export function runPage(script: string, data: string, hash = ''): FakePage {
  const elements = new Map<string, FakeElement>();
  const byId = (id: string) => {
    const known = elements.get(id) ?? new FakeElement(id);
    elements.set(id, known);
    return known;
  };
  byId('data').textContent = data;
  const window = new FakeElement('window');
  const location = { hash };
  const waiting: (() => void)[] = [];
  const context = createContext({
    document: { getElementById: byId, createElement: (name: string) => new FakeElement(name) },
    location,
    history: {
      replaceState: (_state: unknown, _title: string, url: string) => {
        location.hash = url === '#' ? '' : url;
      },
    },
    URLSearchParams,
    addEventListener: (type: string, listener: () => void) => window.addEventListener(type, listener),
    setTimeout: (run: () => void) => waiting.push(run),
    clearTimeout: () => waiting.pop(),
  });
  runInContext(script, context);
  return {
    byId,
    hash: () => location.hash,
    goTo: (to) => {
      location.hash = to;
      window.fire('hashchange');
    },
    fire: (type) => window.fire(type),
    wait: () => {
      for (const run of waiting.splice(0)) run();
    },
  };
}
