/** The tag of the snippet. */
const TAG = 'script[data-project][data-endpoint]'

// Modules, jQuery and tag managers run the script without its attributes, or as another script.
const own = document.currentScript
export const tag = document.querySelector<HTMLScriptElement>(TAG) ?? own?.closest<HTMLScriptElement>('script')

/** The page's calls from before the script was there. */
export const stub = window.Porchlight
