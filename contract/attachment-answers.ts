/** What both APIs return about files. Apart from the requests: a Function, which parses no answer, loads none of these. */
import * as z from 'zod/mini'

const Pixels = () => z.nullable(z.int().check(z.gte(1)))

/** How far an upload is. */
export const PieceAnswer = z.readonly(
  z.object({
    received: z.int().check(z.gte(0), z.describe('How many bytes are there: the next piece begins here.')),
    attachment: z
      .nullable(
        z.object({
          id: z.string(),
          name: z.string(),
          type: z.string(),
          bytes: z.int(),
          width: Pixels(),
          height: Pixels(),
        }),
      )
      .check(z.describe('The file as messages show it, once all of it is there.')),
  }),
)
export type PieceAnswer = z.infer<typeof PieceAnswer>
