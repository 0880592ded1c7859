/** The bot's own texts. All its other answers are quoted from articles. */
export const botTexts = {
  name: 'Assistant',
  unknown: 'I don’t know that one: nothing in our articles answers it. Would you like to talk to a person?',
  greeting: 'Hello! Ask me anything about our products and services, or ask for a person at any time.',
  thanks: 'You’re welcome! Is there anything else?',
} as const
