/** Two short tones. Browsers play them once the visitor has pressed anything, which the switch is; a page without a sound device plays none. */
export function beep(): void {
  try {
    const audio = new AudioContext()
    const volume = audio.createGain()
    volume.gain.value = 0.08
    volume.connect(audio.destination)
    for (const [index, hertz] of [660, 880].entries()) {
      const tone = audio.createOscillator()
      tone.frequency.value = hertz
      tone.connect(volume)
      tone.start(audio.currentTime + index * 0.13)
      tone.stop(audio.currentTime + index * 0.13 + 0.1)
      if (index === 1) tone.addEventListener('ended', () => void audio.close())
    }
  } catch {
    // No sound device.
  }
}
