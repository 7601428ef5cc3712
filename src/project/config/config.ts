import { z } from 'zod'

const schema = z.strictObject({
  /** Shown in messages. */
  name: z.string().min(1).default('pipeline'),
  /** The account file, relative to the project; its folder is made when it is missing. */
  account: z.string().min(1).default('.snowmelt/account.duckdb'),
  /** The folder that stands for S3: `s3://bucket/key` is the file `<lake>/bucket/key`. */
  lake: z.string().min(1).default('lake'),
  /** SQL files, or patterns of them; applied in the order of the list, the files of a pattern by name. */
  sql: z.array(z.string().min(1)).min(1).default(['sql/*.sql']),
  /** A module whose default function `(lake, wave)` writes files into the lake and returns their paths. */
  generate: z.string().min(1).optional(),
})

/** A project's config as its author writes it; every field has a default but `generate`. */
export type ProjectConfig = z.input<typeof schema>

/** A project's config with all defaults filled in. */
export type ResolvedConfig = z.output<typeof schema>

/** Gives `config` back: it is here so that an editor knows the fields of a `snowmelt.config.ts`. */
export function defineConfig(config: ProjectConfig): ProjectConfig {
  return config
}

/** Checks a config. Returns the problems, a line each, when it is not one. */
export function checkConfig(
  value: unknown,
): { readonly config: ResolvedConfig } | { readonly problems: readonly string[] } {
  const parsed = schema.safeParse(value)
  if (parsed.success) return { config: parsed.data }
  return {
    problems: parsed.error.issues.map((issue) => {
      const place = issue.path.map(String).join('.')
      return place === '' ? issue.message : `${place}: ${issue.message}`
    }),
  }
}
