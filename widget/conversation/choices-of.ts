import { withoutChoices } from '../../contract/choices-text.ts'
import type { MessageRow, Source } from '../../contract/tables/messages.ts'
import { readSources } from '../../contract/read-sources.ts'

/** An answer's text without the articles that it offers, and those. */
export function choicesOf({ text, sources }: Pick<MessageRow, 'text' | 'sources'>): {
  readonly body: string
  /** Stands above the choices. */
  readonly lead: string
  readonly choices: readonly Source[]
} {
  const choices = readSources(sources).filter(({ isOffered }) => isOffered)
  const titles = choices.map(({ title }) => title)
  return { ...withoutChoices(text ?? '', titles), choices }
}
