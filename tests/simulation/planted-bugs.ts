/** A fault put into the product's own code, to see that the simulation finds it. */
export interface PlantedBug {
  readonly name: string
  readonly file: string
  /** A place that stands in the file once. */
  readonly find: string
  readonly replaceBy: string
}

/** One a place: browser, widget, inbox, contract, functions, upkeep. Each is what somebody could well write. */
export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'the-counter-checks-nothing',
    file: 'client/live-transcript.ts',
    find: '} else if (found !== unexplained) {',
    replaceBy: '} else if (found === Infinity) {',
  },
  {
    name: 'the-first-version-stays',
    file: 'contract/is-newer.ts',
    find: 'return !held || version.$updatedAt > held.$updatedAt',
    replaceBy: 'return !held',
  },
  {
    name: 'nobody-looks-while-it-is-live',
    file: 'client/follow-session.ts',
    find: 'if (!isPageHidden()) void refresh()',
    replaceBy: 'if (!live && !isPageHidden()) void refresh()',
  },
  {
    name: 'given-up-after-one-try',
    file: 'widget/store/outbox.ts',
    find: 'if (!find(message.id)) return\n    const { retryAfterMs',
    replaceBy: 'return drop([message], code)\n    const { retryAfterMs',
  },
  {
    name: 'a-failed-message-is-overtaken',
    file: 'widget/store/outbox.ts',
    find: 'get().outbox.find((message) => !waiting.has(queueOf(message)))',
    replaceBy: 'get().outbox.findLast((message) => !waiting.has(queueOf(message)))',
  },
  {
    name: 'unsent-messages-end-with-their-tab',
    file: 'widget/store/memory.ts',
    find: '.flatMap((name) => readOutgoing(name) ?? [])',
    replaceBy: '.flatMap(() => [])',
  },
  {
    name: 'what-is-stored-while-clearing-is-gone',
    file: 'widget/store/session-actions.ts',
    find: 'following?.forget(messages)',
    replaceBy: 'following?.remove(messages)',
  },
  {
    name: 'each-attempt-has-its-own-id',
    file: 'widget/store/outbox.ts',
    find: 'client.send(sessionId, { id, text',
    replaceBy: 'client.send(sessionId, { id: newMessageId(), text',
  },
  {
    name: 'a-tab-takes-over-from-the-living-only',
    file: 'widget/store/left-behind.ts',
    find: 'return foreign().filter(({ owner }) => !lives(owner))',
    replaceBy: 'return foreign().filter(({ owner }) => lives(owner))',
  },
  {
    name: 'the-list-keeps-what-is-over',
    file: 'inbox/sessions/session-actions.ts',
    find: 'if (isStale && wasHeld(session)) known.delete(session.$id)',
    replaceBy: 'if (isStale && wasHeld(session) && known.size < 0) known.delete(session.$id)',
  },
  {
    name: 'two-agents-win-at-once',
    file: 'functions/sessions/move-session.ts',
    find: '({ $updatedAt }) => $updatedAt === readAt',
    replaceBy: '() => true',
  },
  {
    name: 'the-bot-does-not-look-whose-turn-it-is',
    file: 'functions/sessions/step-while.ts',
    find: 'const isAllowed = session !== null && (await may(session)) && !isOver',
    replaceBy: 'const isAllowed = session !== null && !isOver',
  },
  {
    name: 'lost-turns-stay-lost',
    file: 'functions/upkeep/reopen-turns.ts',
    find: 'if (oldest === undefined) return { changed, leftSince: null }',
    replaceBy: 'if (oldest !== null) return { changed, leftSince: null }',
  },
  {
    name: 'counters-stay-wrong',
    file: 'functions/upkeep/repair-counters.ts',
    find: 'if (messageCount === session.messageCount) return false',
    replaceBy: 'if (messageCount !== -1) return false',
  },
]
