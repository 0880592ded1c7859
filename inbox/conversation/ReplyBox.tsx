import { useStore } from '@nanostores/preact'
import type { TargetedKeyboardEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as limits from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import type { Agent } from '../agent.ts'
import { Icon } from '../elements/Icon.tsx'
import { LiveText } from '../elements/LiveText.tsx'
import { askedBy, cannedRepliesFor, filledIn, type CannedReply } from './canned-replies.ts'
import { CannedReplyList, optionId } from './CannedReplyList.tsx'
import { send } from './conversation-icons.ts'
import { emphasiseSelection } from './emphasise-selection.ts'
import { FileForm } from './FileForm.tsx'
import { FilePicker } from './FilePicker.tsx'
import type { ReplyFile } from './reply-files.ts'
import { ReplyFileList } from './ReplyFileList.tsx'
import type { PaneProps } from './pane-props.ts'

type Props = PaneProps & { readonly session: SessionRow }

/** Of the canned replies, which the textarea controls. */
const LIST_ID = 'canned-replies'

const KEYBOARD_PLACEHOLDER =
  'Write a reply. Enter sends, Shift+Enter starts a line, Ctrl+B makes **bold**, / offers canned replies.'

/** The reply form, once the session is the agent's; before that a hint what to do. */
export function ReplyBox(props: Props) {
  const { store, actions } = props
  // Once for all sessions, and before there is anything to write in.
  useEffect(() => {
    if (store.$cannedReplies.get() === null) void actions.readCannedReplies()
  }, [store, actions])
  const hint = hintFor(props.session, props.agent, useStore(store.$participants))
  if (hint === null) return <ReplyForm {...props} />
  return (
    <p class="hint">
      <LiveText>{hint}</LiveText>
    </p>
  )
}

function ReplyForm({ store, actions, agent, session }: Props) {
  const draft = useStore(store.$drafts)[session.$id] ?? ''
  const isReplying = useStore(store.$replying).has(session.$id)
  const files = useStore(actions.files.$files)[session.$id] ?? []
  const addFiles = (picked: Iterable<File>) => actions.files.add(session.$id, picked)
  const canned = useCannedReplies(store, actions, draft)
  const { active, setActive } = canned
  const offered = canned.offered.map((reply) => ({
    ...reply,
    text: filledIn(reply.text, { visitor: nameOf(session), agent: agent.name }),
  }))
  const choose = ({ text }: CannedReply) => actions.draft(session.$id, text)
  const submit = (event: Event) => {
    event.preventDefault()
    // What asks for a canned reply is meant for nobody else, as long as there may be one.
    if (!canned.isAwaited) void actions.reply()
  }
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>) => {
    // 229: the key that ended a composition, which Safari tells of when that is over.
    if (event.isComposing || event.keyCode === 229) return
    const chosen = offered[active]
    if (event.key === 'Escape' && (chosen !== undefined || canned.remark !== null)) {
      event.preventDefault()
      event.stopPropagation()
      canned.hide()
    } else if (chosen !== undefined && steers(event)) {
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'ArrowDown') setActive((active + 1) % offered.length)
      else if (event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length)
      else choose(chosen)
    } else if (event.key === 'Enter' && !event.shiftKey) submit(event)
    else if (emphasiseSelection(event.currentTarget, event)) {
      event.preventDefault()
      actions.draft(session.$id, event.currentTarget.value)
    }
  }
  return (
    <FileForm onSubmit={submit} onFiles={addFiles}>
      <ReplyFileList files={actions.files} sessionId={session.$id} />
      {offered.length > 0 && (
        <CannedReplyList id={LIST_ID} offered={offered} active={active} onChoose={choose} />
      )}
      <CannedRemark remark={canned.remark} />
      <textarea
        aria-label="Reply"
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? LIST_ID : undefined}
        aria-activedescendant={offered.length > 0 ? optionId(LIST_ID, active) : undefined}
        placeholder={hasKeyboard() ? KEYBOARD_PLACEHOLDER : 'Write a reply. / offers canned replies.'}
        rows={2}
        maxLength={limits.messageTextMax}
        value={draft}
        dir="auto"
        onInput={(event) => actions.draft(session.$id, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <FilePicker onPick={addFiles} />
      <button class="primary" type="submit" disabled={isReplying || !isComplete(draft, files)}>
        <Icon path={send} /> Send
      </button>
    </FileForm>
  )
}

/** In the list's place. */
function CannedRemark({ remark }: { readonly remark: string | null }) {
  return (
    <output class={remark === null ? '' : 'canned remark'}>
      {remark !== null && <LiveText>{remark}</LiveText>}
    </output>
  )
}

/** The visitor's: the verified one, else as the page knows it. */
function nameOf({ verifiedName, userMeta }: SessionRow): string | null {
  const name = verifiedName ?? parseUserMeta(userMeta)['name']
  return typeof name === 'string' && name.trim() !== '' ? name.trim() : null
}

/** Whether there is something to send, and all of it is there. */
function isComplete(draft: string, files: readonly ReplyFile[]): boolean {
  return files.every(({ attachment }) => attachment !== null) && (draft.trim() !== '' || files.length > 0)
}

/** The keys that are the list's while it is shown; with Shift they are the field's own. */
function steers({ key, shiftKey }: KeyboardEvent): boolean {
  return !shiftKey && ['ArrowDown', 'ArrowUp', 'Tab', 'Enter'].includes(key)
}

/** Whether there is likely a keyboard with keys to be told of. */
function hasKeyboard(): boolean {
  return matchMedia('(hover: hover) and (min-width: 721px)').matches
}

/** What is offered for a draft, and which of it is chosen. Read anew when one is asked for. */
function useCannedReplies(store: Props['store'], actions: Props['actions'], draft: string) {
  const replies = useStore(store.$cannedReplies)
  const [isReading, setReading] = useState(true)
  const areKnown = replies !== null
  const [chosen, choose] = useState({ draft: '', index: 0 })
  const [hiddenFor, hideFor] = useState<string | null>(null)
  const isAsked = draft.startsWith('/')
  useEffect(() => {
    if (areKnown && !isAsked) return setReading(false)
    let isLatest = true
    setReading(true)
    void actions.readCannedReplies().then(() => isLatest && setReading(false))
    return () => {
      isLatest = false
    }
  }, [isAsked, actions])
  const isShown = askedBy(draft) !== null && hiddenFor !== draft
  const offered = isShown ? cannedRepliesFor(draft, replies ?? []) : []
  const isAwaited = isShown && offered.length === 0 && isReading
  return {
    offered,
    /** Of another draft the first is chosen, from the very key that makes it another. */
    active: chosen.draft === draft ? chosen.index : 0,
    setActive: (index: number) => choose({ draft, index }),
    hide: () => hideFor(draft),
    /** Nobody knows yet whether there is one. */
    isAwaited,
    /** In the list's place. */
    remark: isAwaited ? 'Reading canned replies …' : remarkFor(isShown && offered.length === 0, replies),
  }
}

function remarkFor(isMissing: boolean, replies: readonly CannedReply[] | null): string | null {
  return isMissing && replies !== null ? 'No canned reply' : null
}

function hintFor(session: SessionRow, agent: Agent, participants: readonly string[]): string | null {
  switch (stateOf(session)) {
    case 'bot':
      return 'The bot answers. Claim the session to reply yourself.'
    case 'waiting':
      return 'The visitor waits for a person. Claim the session to reply.'
    case 'agent':
      return session.assignedAgent === agent.id || participants.includes(agent.id)
        ? null
        : `${session.agentName ?? 'Another agent'} holds this session. To reply too, press Join beside the conversation.`
    case 'closed':
      return 'This session is closed. Reopen it to go on.'
  }
}
