/** The path of the function `admin` about a file of an agent. It is apart from the others because the first list doesn't need it. */
export const attachment = <Id extends string, FileId extends string>(sessionId: Id, fileId: FileId) =>
  `/admin/sessions/${sessionId}/attachments/${fileId}` as const
