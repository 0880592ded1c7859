/**
 * A text that changes while it is shown. Page translators put elements of their own in place of text nodes, and a
 * change of the node that they took away is seen by nobody: each text is therefore an element of its own.
 */
export function LiveText({ children }: { readonly children: string | number }) {
  return <span key={children}>{children}</span>
}
