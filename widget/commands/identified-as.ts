/** As whom an earlier page has signed the visitor in; null for nobody, and where storage is blocked. The name is as `openStorage` gives it. */
export function identifiedAs(projectId: string): string | null {
  try {
    return localStorage.getItem(`porchlight:${projectId}:identity`)
  } catch {
    return null
  }
}
