import { conversationTexts } from './en/conversation.ts'
import { mailTexts } from './en/mail.ts'
import { moreTexts } from './en/more.ts'
import { panelTexts } from './en/panel.ts'
import { ratingTexts } from './en/rating.ts'
import { BETWEEN_PARTS, BETWEEN_TEXTS, TEXT_PARTS, type PackedTexts, type TextTree } from './packed-texts.ts'
import type { Texts } from './texts.ts'

const ENGLISH: Readonly<Record<(typeof TEXT_PARTS)[number], object>> = {
  panel: panelTexts,
  conversation: conversationTexts,
  more: moreTexts,
  mail: mailTexts,
  rating: ratingTexts,
}

/**
 * A language's texts without their names, which take up a third of their bytes. The build puts the outcome in place of
 * the call: see `scripts/packed-translations.ts`.
 */
export function packTexts(texts: Texts): PackedTexts {
  return TEXT_PARTS.map((part) => valuesOf({ ...ENGLISH[part] }, { ...texts }).join(BETWEEN_TEXTS)).join(
    BETWEEN_PARTS,
  )
}

function valuesOf(names: TextTree, texts: TextTree): readonly string[] {
  return Object.entries(names).flatMap(([name, node]) => {
    const value = texts[name]
    if (typeof node === 'string') return typeof value === 'string' ? [value] : missing(name)
    return typeof value === 'object' ? valuesOf(node, value) : missing(name)
  })
}

function missing(name: string): never {
  throw new Error(`no text ${name}`)
}
