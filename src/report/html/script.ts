import { eventsScript } from './page/events.ts';
import { filtersScript } from './page/filters.ts';
import { itemsScript } from './page/items.ts';
import { listScript } from './page/list.ts';
import { stateScript } from './page/state.ts';

/**
 * The page's script, in the language of browsers. It makes elements and sets their text; it has no way from text to
 * markup. What is shown is decided by the page's address alone, so that a filter can be sent to somebody.
 */
export const pageScript = [stateScript, itemsScript, filtersScript, listScript, eventsScript].join('');
