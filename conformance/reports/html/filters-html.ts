import type { Level } from '../../engine/index.js';
import { STATUSES, type Tally } from '../status.js';
import { each, type Markup, markup } from './markup.js';

/** One value of a filter, with its label. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

const LEVELS: readonly Level[] = ['must', 'should', 'may'];

/**
 * The form of filters: statuses, levels, further choices, a text. Comes to sight with the script that drives it. What it
 * filters has `data-item`, `data-status`, `data-level` and `data-text` in small letters.
 */
export function filters(statuses: readonly Tally[], further: readonly Markup[] = []): Markup {
  const choices = statuses.map(({ status, count }) => ({
    value: status,
    label: `${STATUSES[status].word} ${count}`,
  }));
  const levels = LEVELS.map((level) => ({ value: level, label: level }));
  return markup`<form class="filters" data-script hidden>
${chips('Status', 'status', choices)}
${chips('Level', 'level', levels)}
${further}<label class="search"><input type="search" name="text" placeholder="Filter by id or words" aria-label="Filter by id or words"></label>
<button type="reset">Show all</button>
<output aria-live="polite"></output>
</form>
`;
}

/** Boxes to tick; none ticked means any. */
export const chips = (legend: string, name: string, choices: readonly Choice[]): Markup =>
  markup`<fieldset><legend>${legend}</legend>${each(
    choices,
    ({ value, label }) =>
      markup`<label class="chip"><input type="checkbox" name="${name}" value="${value}">${label}</label>`,
  )}</fieldset>`;
