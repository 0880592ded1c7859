/** A package that is only needed for some requests, and isn't installed. */
export class MissingPackage extends Error {
  override readonly name = 'MissingPackage'

  constructor(packageName: string, purpose: string, options?: ErrorOptions) {
    super(`${purpose} needs the package ${packageName}: run "npm install ${packageName}".`, options)
  }
}
