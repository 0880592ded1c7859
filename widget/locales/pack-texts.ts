import { alertTexts } from './en/alerts.ts'
import { attachmentTexts } from './en/attachments.ts'
import { conversationTexts } from './en/conversation.ts'
import { helpTexts } from './en/help.ts'
import { mailTexts } from './en/mail.ts'
import { moreTexts } from './en/more.ts'
import { panelTexts } from './en/panel.ts'
import { ratingTexts } from './en/rating.ts'
import { receiptTexts } from './en/receipts.ts'
import { richTextTexts } from './en/rich-text.ts'
import type { LateTexts } from './late-texts.ts'
import {
  BETWEEN_PARTS,
  BETWEEN_TEXTS,
  type FirstPart,
  type LatePart,
  type PackedTexts,
  type TextTree,
} from './packed-texts.ts'
import type { FirstTexts } from './texts.ts'

const FIRST: Readonly<Record<FirstPart, object>> = {
  panel: panelTexts,
  conversation: conversationTexts,
  more: moreTexts,
  mail: mailTexts,
}
const LATE: Readonly<Record<LatePart, object>> = {
  rating: ratingTexts,
  help: helpTexts,
  attachments: attachmentTexts,
  'rich-text': richTextTexts,
  receipts: receiptTexts,
  alerts: alertTexts,
}

/**
 * A language's texts without their names, which take up a third of their bytes. The build puts the outcome in place of
 * the call: see `scripts/packed-translations.ts`.
 */
export function packTexts(texts: FirstTexts): PackedTexts {
  return pack(FIRST, texts)
}

/** The same for the texts of the late parts. */
export function packLateTexts(texts: LateTexts): PackedTexts {
  return pack(LATE, texts)
}

function pack(english: Readonly<Record<string, object>>, texts: object): PackedTexts {
  return Object.entries(english)
    .map(([part, names]) => [part, ...valuesOf({ ...names }, { ...texts })].join(BETWEEN_TEXTS))
    .join(BETWEEN_PARTS)
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
