import { useEffect, useRef, useState } from 'preact/hooks'
import { isPicture, readAttachments, type Attachment } from '../../contract/attachment.ts'
import { Icon } from '../elements/Icon.tsx'
import { file as fileIcon } from './conversation-icons.ts'
import { sizeText } from './size-text.ts'

/** Gives a file's bytes; null when they can't be had, which the agent is told who asked for them. */
export type FetchFile = (attachment: Attachment, isAsked: boolean) => Promise<Blob | null>

/** The files of a message: pictures are shown, everything else is only saved, never opened in this page. */
export function MessageFiles({
  text,
  fetchFile,
}: {
  /** The message's column. */
  readonly text: string | null
  readonly fetchFile: FetchFile
}) {
  const files = readAttachments(text)
  if (files.length === 0) return null
  return (
    <ul class="files" aria-label="Files">
      {files.map((file) => (
        <li key={file.id}>
          {isDrawn(file) && <Picture file={file} fetchFile={fetchFile} />}
          <SaveButton file={file} fetchFile={fetchFile} />
        </li>
      ))}
    </ul>
  )
}

/** A screen shows far less, and a page that decodes more may lose its memory to a picture of a few kilobytes. */
const PIXELS_MAX = 40_000_000

/** Of others no size is known that their bytes would keep to. */
function isDrawn({ type, width, height }: Attachment): boolean {
  return isPicture(type) && width !== null && height !== null && width * height <= PIXELS_MAX
}

interface FileProps {
  readonly file: Attachment
  readonly fetchFile: FetchFile
}

function Picture({ file, fetchFile }: FileProps) {
  const [url, setUrl] = useState<string | null>(null)
  const made = useRef<string | null>(null)
  useEffect(() => {
    let isGone = false
    const show = async () => {
      const bytes = await fetchFile(file, false)
      if (isGone || bytes === null) return
      made.current = URL.createObjectURL(bytes)
      setUrl(made.current)
    }
    void show()
    return () => {
      isGone = true
      if (made.current !== null) URL.revokeObjectURL(made.current)
    }
  }, [file.id])
  if (url === null) return null
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <img src={url} alt={file.name} width={file.width ?? undefined} height={file.height ?? undefined} />
    </a>
  )
}

function SaveButton({ file, fetchFile }: FileProps) {
  const save = async () => {
    const bytes = await fetchFile(file, true)
    if (bytes === null) return
    const link = document.createElement('a')
    link.href = URL.createObjectURL(bytes)
    link.download = file.name
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <button class="save" type="button" onClick={() => void save()}>
      <Icon path={fileIcon} /> <span dir="auto">{file.name}</span> <small>{sizeText(file.bytes)}</small>
    </button>
  )
}
