/** The words of the launcher: all that is said before the panel is there. */
export const launcherTexts = {
  open: (unread: number) => (unread === 0 ? 'Open chat' : `Open chat, ${unread} unread`),
  close: 'Close chat',
}
