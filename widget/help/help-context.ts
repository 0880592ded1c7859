import type { PanelProps } from '../panel/panel-context.ts'
import type { HelpActions } from './help-actions.ts'
import type { HelpTexts } from './help-texts.ts'

/** What the components of help get beside the panel. */
export interface HelpProps extends PanelProps {
  readonly help: HelpActions
  /** In the language that the panel speaks. */
  readonly texts: HelpTexts
}
