/** The launcher without a tag: it starts on command. */
export { offerCommands } from '../widget/launcher/commands.ts'
