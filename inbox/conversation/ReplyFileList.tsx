import { useStore } from '@nanostores/preact'
import { useEffect, useState } from 'preact/hooks'
import { isPicture } from '../../contract/attachment.ts'
import { Icon } from '../elements/Icon.tsx'
import { file as fileIcon } from './conversation-icons.ts'
import type { ReplyFile, ReplyFiles } from './reply-files.ts'
import { sizeText } from './size-text.ts'

/** The files that go with the reply which is being written. */
export function ReplyFileList({
  files,
  sessionId,
}: {
  readonly files: ReplyFiles
  readonly sessionId: string
}) {
  const all = useStore(files.$files)[sessionId] ?? []
  if (all.length === 0) return null
  return (
    <ul class="reply-files" aria-label="Files of this reply">
      {all.map((one) => (
        <Chip
          key={one.id}
          one={one}
          onRetry={() => files.retry(sessionId, one.id)}
          onRemove={() => files.remove(sessionId, [one.id])}
        />
      ))}
    </ul>
  )
}

function Chip({
  one: { file, share, attachment, problem, passes },
  onRetry,
  onRemove,
}: {
  readonly one: ReplyFile
  readonly onRetry: () => void
  readonly onRemove: () => void
}) {
  const url = usePreview(file)
  return (
    <li>
      {url === null ? <Icon path={fileIcon} /> : <img src={url} alt="" />}
      <span dir="auto">{file.name}</span>
      {problem === null ? <small>{sizeText(file.size)}</small> : <small role="alert">{problem}</small>}
      {problem === null && attachment === null && <progress aria-label={file.name} max={1} value={share} />}
      {problem !== null && passes && (
        <button class="text-button" type="button" onClick={onRetry}>
          Try again
        </button>
      )}
      <button class="text-button" type="button" aria-label={`Remove ${file.name}`} onClick={onRemove}>
        Remove
      </button>
    </li>
  )
}

/** A picked picture's address in this page, as long as it is shown. */
function usePreview(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!isPicture(file.type)) return undefined
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
