/** A caller's address in one spelling; this machine has one name, however it was reached. */
export function normalIp(address: string): string {
  const ip = address.replace(/^::ffff:/, '')
  return ip === '::1' ? '127.0.0.1' : ip
}
