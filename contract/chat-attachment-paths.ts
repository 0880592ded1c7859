/** The path of the function `chat` about a file. It is apart from the others because the panel doesn't need it. */
export const attachment = <Id extends string, FileId extends string>(sessionId: Id, fileId: FileId) =>
  `/sessions/${sessionId}/attachments/${fileId}` as const
