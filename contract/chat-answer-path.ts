/** Apart from the other paths of the function `chat`: only what stands under a model's answer needs it. */
export const regenerate = <Id extends string, MessageId extends string>(
  sessionId: Id,
  messageId: MessageId,
) => `/sessions/${sessionId}/messages/${messageId}/regenerate` as const
