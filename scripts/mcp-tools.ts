import * as z from 'zod/mini'
import { allTools } from '../mcp/tools.ts'

/** The tools as `tools/list` of the Model Context Protocol gives them: with the schemas of what they take and give. */
export function mcpTools(): object {
  return allTools().map(
    ({ name, title, description, writes, isDestructive, isIdempotent, input, output }) => ({
      name,
      title,
      description,
      inputSchema: schemaOf(input, 'input'),
      outputSchema: schemaOf(output, 'output'),
      annotations: {
        title,
        readOnlyHint: !writes,
        destructiveHint: isDestructive,
        idempotentHint: isIdempotent,
        openWorldHint: false,
      },
    }),
  )
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
