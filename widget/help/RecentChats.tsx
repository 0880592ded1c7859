import { Component } from 'preact'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { PanelProps } from '../panel/panel-context.ts'

const SHOWN_MAX = 3

interface RecentChatsProps extends PanelProps {
  readonly label: string
}

interface RecentChatsState {
  readonly sessions: readonly SessionRow[]
}

/** The visitor's newest chats, for who begins another one. */
export class RecentChats extends Component<RecentChatsProps, RecentChatsState> {
  override state: RecentChatsState = { sessions: [] }
  isGone = false

  override componentDidMount(): void {
    void this.read()
  }

  override componentWillUnmount(): void {
    this.isGone = true
  }

  async read(): Promise<void> {
    const { context } = this.props.panel.conversation.get()?.chat.parts ?? {}
    // Who has no account has no chats.
    if (!context?.client.credentials()) return
    try {
      const own = await context.client.ownSessions()
      const sessions = own.filter(({ messageCount }) => messageCount > 0).slice(0, SHOWN_MAX)
      if (!this.isGone) this.setState({ sessions })
    } catch {
      // The menu has them too, and says what failed.
    }
  }

  override render({ panel, label }: RecentChatsProps, { sessions }: RecentChatsState) {
    return (
      sessions.length > 0 && (
        <section class="card" aria-labelledby="recent">
          <h3 id="recent">{label}</h3>
          {sessions.map(({ $id, chatName, preview, lastSeen, $createdAt }) => (
            <button
              type="button"
              class="row"
              key={$id}
              onClick={() => void panel.withMore(({ actions }) => actions.openSession($id))}
            >
              <span dir="auto">
                {chatName ?? preview}
                {chatName !== null && preview !== null && <small>{preview}</small>}
              </span>
              <time>{panel.formats.ago(Date.parse(lastSeen ?? $createdAt), panel.now())}</time>
            </button>
          ))}
        </section>
      )
    )
  }
}
