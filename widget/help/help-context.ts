import type { PanelProps } from '../panel/panel-context.ts'
import type { HelpActions } from './help-actions.ts'

/** What the components of help get beside the panel. */
export interface HelpProps extends PanelProps {
  readonly help: HelpActions
}
