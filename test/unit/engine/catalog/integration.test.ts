import { describe, expect, it } from 'vitest'
import { allowsLocation, type IntegrationRecord } from '../../../../src/engine/catalog/objects/integration.ts'

const integration = (allowed: readonly string[], blocked: readonly string[] = []): IntegrationRecord => ({
  kind: 'INTEGRATION',
  id: 1,
  name: 'I',
  database: '',
  schema: '',
  owner: '',
  createdOn: 0,
  comment: '',
  category: 'STORAGE',
  type: 'EXTERNAL_STAGE',
  enabled: true,
  properties: { STORAGE_ALLOWED_LOCATIONS: allowed, STORAGE_BLOCKED_LOCATIONS: blocked },
  generated: {},
})

describe('allowsLocation', () => {
  it('looks at whole folders', () => {
    const it = integration(['s3://lake/in/'])
    expect(allowsLocation(it, 's3://lake/in')).toBe(true)
    expect(allowsLocation(it, 's3://lake/in/deep/')).toBe(true)
    expect(allowsLocation(it, 's3://lake/inside/')).toBe(false)
    expect(allowsLocation(it, 's3://lake/')).toBe(false)
  })

  it('lets blocked locations win over a wildcard', () => {
    const it = integration(['*'], ['s3://lake/secret/'])
    expect(allowsLocation(it, 's3://lake/open/')).toBe(true)
    expect(allowsLocation(it, 's3://lake/secret/deep/')).toBe(false)
  })
})
