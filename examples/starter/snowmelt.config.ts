import { defineConfig } from 'snowmelt'

export default defineConfig({
  name: 'starter',
  lake: 'lake',
  sql: ['sql/*.sql'],
})
