/** The launcher without a tag: it begins when it is told. */
export { offerCommands } from '../widget/launcher/commands.ts'
