import type { RegistryWidgetsType } from '@rjsf/utils';

import { AlternativesWidget } from './alternatives-widget.js';
import { ChoiceWidget } from './choice-widget.js';
import { ChoicesWidget, TagsWidget } from './choices-widget.js';
import { AreaWidget, LineWidget } from './line-widget.js';
import { NumberWidget } from './number-widget.js';
import { SecretWidget } from './secret-widget.js';
import { TickWidget } from './tick-widget.js';

/** Our widgets, by the names that `uiSchemaOf` gives. */
export const widgets: RegistryWidgetsType = {
  line: LineWidget,
  area: AreaWidget,
  secret: SecretWidget,
  number: NumberWidget,
  choice: ChoiceWidget,
  choices: ChoicesWidget,
  tags: TagsWidget,
  tick: TickWidget,
  alternatives: AlternativesWidget,
};
