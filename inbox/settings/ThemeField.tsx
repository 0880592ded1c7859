import { themeFields, themeText } from './theme-fields.ts'

interface Props {
  readonly text: string | null
  readonly isDisabled: boolean
  readonly onChange: (text: string | null) => void
  /** What the sample says. */
  readonly siteName: string
  readonly greeting: string
}

/** How the widget looks, with a sample of it. */
export function ThemeField({ text, isDisabled, onChange, siteName, greeting }: Props) {
  const { accent, radius, scheme, side } = themeFields(text)
  const change = (changes: Parameters<typeof themeText>[1]) => onChange(themeText(text, changes))
  return (
    <div class="theme">
      <label>
        Accent colour
        <input
          type="color"
          value={accent}
          disabled={isDisabled}
          onInput={(event) => change({ accent: event.currentTarget.value })}
        />
      </label>
      <label>
        Corners, {radius} px
        <input
          type="range"
          min={0}
          max={28}
          value={radius}
          disabled={isDisabled}
          onInput={(event) => change({ radius: Number(event.currentTarget.value) })}
        />
      </label>
      <label>
        Colours
        <select
          value={scheme}
          disabled={isDisabled}
          onChange={(event) => change({ scheme: event.currentTarget.value })}
        >
          <option value="auto">As the visitor’s system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </select>
      </label>
      <label>
        Side
        <select
          value={side}
          disabled={isDisabled}
          onChange={(event) => change({ side: event.currentTarget.value })}
        >
          <option value="right">Right</option>
          <option value="left">Left</option>
        </select>
      </label>
      <figure
        class="sample"
        data-scheme={scheme}
        data-side={side}
        style={{ borderRadius: `${radius}px` }}
        aria-label="A sample of the panel"
      >
        <figcaption dir="auto">{siteName}</figcaption>
        <p dir="auto">{greeting}</p>
        <p class="own" style={{ background: accent, color: inkOn(accent) }}>
          Hello!
        </p>
      </figure>
    </div>
  )
}

/** Black or white, whichever reads better: by the luminance of WCAG, where both are as far at 0.179. */
function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000000' : '#ffffff'
}
