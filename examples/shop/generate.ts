import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { csv, jsonArray, parquet, random, type Random } from 'snowmelt/synthetic'

/** How much to make. The same numbers and seed give the same bytes. */
export interface Size {
  readonly seed: number
  readonly customers: number
  readonly products: number
  readonly orders: number
}

/** A feed that is large enough to measure and small enough to wait for. */
export const defaultSize: Size = { seed: 42, customers: 200_000, products: 5_000, orders: 1_000_000 }

/**
 * Writes one wave of files into the bucket `shop-lake` of the lake folder and returns their paths below it.
 * Wave 1 is the first delivery, with the dirt of real feeds. Wave 2 brings changes, new customers, and two files again.
 */
export default async function generate(
  lake: string,
  wave: number,
  size: Size = defaultSize,
): Promise<readonly string[]> {
  const files = wave === 1 ? firstWave(size) : secondWave(size, wave)
  const written: string[] = []
  for (const [name, content] of files) {
    const path = join(lake, 'shop-lake', name)
    await mkdir(dirname(path), { recursive: true })
    // The temporary name starts with a dot, which no lake lists: nobody can read half a file.
    const half = join(dirname(path), `.${name.replaceAll('/', '_')}.half`)
    await writeFile(half, content())
    await rename(half, path)
    written.push(name)
  }
  return written
}

type File = readonly [name: string, content: () => Uint8Array]

function firstWave(size: Size): readonly File[] {
  return [
    ...customerFiles(size),
    ['products/products_1.json', () => jsonArray(products(size, 1))],
    ...orderFiles(size),
    // Cut off in the middle of the transfer: a Parquet file without its footer.
    ['orders/orders_1_last.parquet', () => truncated(lastOrders(size))],
  ]
}

function secondWave(size: Size, wave: number): readonly File[] {
  const [firstFile] = customerFiles(size)
  return [
    [`customers/customers_${wave}.csv`, () => changedCustomers(size, wave)],
    [
      `products/products_${wave}.json`,
      () => jsonArray(products({ ...size, products: Math.ceil(size.products / 20) }, wave)),
    ],
    [`orders/orders_${wave}.parquet`, () => orders(size, size.orders, Math.ceil(size.orders / 50), wave)],
    // The file that was cut off, whole this time.
    ['orders/orders_1_last_again.parquet', () => lastOrders(size)],
    // Sent twice by mistake: it must not be loaded twice.
    ...(firstFile === undefined ? [] : [firstFile]),
  ]
}

const firstNames = ['Ada', 'Alan', 'Barbara', 'Claude', 'Dennis', 'Edsger', 'Frances', 'Grace', 'Jean', 'John', 'Ken', 'Leslie', 'Margaret', 'Niklaus', 'Radia', 'Tony'] as const // prettier-ignore
const lastNames = ['Allen', 'Bartik', 'Dijkstra', 'Hamilton', 'Hoare', 'Hopper', 'Lamport', 'Liskov', 'Lovelace', 'Perlman', 'Ritchie', 'Shannon', 'Thompson', 'Turing', 'von Neumann', 'Wirth, Jr.'] as const // prettier-ignore
const countries = ['US', 'US', 'US', 'DE', 'FR', 'GB', 'IN', 'BR', 'us', 'jp'] as const
const customerTypes = ['Regular', 'Regular', 'Regular', 'R', 'reg', 'Premium', 'premium', 'VIP'] as const
const brokenEmails = ['no-at-sign.example.com', 'two@@example.com', '@example.com', 'someone@'] as const
const wildAges = [-1, 0, 7, 150, 999] as const
const categories = ['Books', 'Garden', 'Kitchen', 'Music', 'Sports', 'TOYS'] as const
const adjectives = ['Blue', 'Compact', 'Heavy', 'Light', 'Quiet', 'Small', 'Solid', 'Swift'] as const
const things = ['Chair', 'Drum', 'Kettle', 'Lamp', 'Novel', 'Racket', 'Shovel', 'Train'] as const
const statuses = ['paid', 'paid', 'paid', 'shipped', 'shipped', 'SHIPPED', 'cancelled'] as const

const customerHeader = ['customer_id', 'name', 'email', 'country', 'customer_type', 'age', 'registered_on', 'lifetime_spend', 'updated_at'] // prettier-ignore

type CustomerRow = (string | number | null)[]

function customerFiles(size: Size): readonly File[] {
  const perFile = Math.max(1, Math.ceil(size.customers / 4))
  return [0, 1, 2, 3].map((part) => [
    `customers/customers_1_${part + 1}.csv`,
    () => {
      const chance = random(size.seed * 1000 + part)
      const rows: CustomerRow[] = []
      const end = Math.min(size.customers, (part + 1) * perFile)
      for (let id = part * perFile + 1; id <= end; id++) {
        rows.push(customer(chance, id, '2026-01'))
        // A late update of the same customer further down the file.
        if (chance.chance(0.005)) rows.push(customer(chance, id, '2026-02'))
        // An exact duplicate.
        if (chance.chance(0.002)) rows.push([...(rows.at(-1) ?? [])])
      }
      return csv(customerHeader, withUnparsable(rows, chance))
    },
  ])
}

function customer(chance: Random, id: number, month: string): CustomerRow {
  const first = chance.pick(firstNames)
  const last = chance.pick(lastNames)
  const email = `${first}.${last.replaceAll(/[^A-Za-z]/g, '')}${id}@example.com`
  return [
    id,
    chance.chance(0.01) ? ` ${first} ${last}  ` : `${first} ${last}`,
    chance.chance(0.02) ? null : chance.chance(0.01) ? chance.pick(brokenEmails) : email,
    chance.pick(countries),
    chance.pick(customerTypes),
    chance.chance(0.01) ? chance.pick(wildAges) : chance.integer(18, 90),
    `20${two(chance.integer(15, 25))}-${two(chance.integer(1, 12))}-${two(chance.integer(1, 28))}`,
    (chance.chance(0.005) ? '-' : '') + cents(chance.integer(0, 500_000)),
    `${month}-${two(chance.integer(1, 28))} ${two(chance.integer(0, 23))}:${two(chance.integer(0, 59))}:00`,
  ]
}

/** Puts in a few broken rows: an age in words, a month 13, a currency in the amount, too few fields. */
function withUnparsable(rows: readonly CustomerRow[], chance: Random): readonly CustomerRow[] {
  const result = [...rows]
  const broken: ((row: CustomerRow) => CustomerRow)[] = [
    (row) => row.with(5, 'forty'),
    (row) => row.with(6, '2024-13-01'),
    (row) => row.with(7, '12,50 EUR'),
    (row) => row.slice(0, 4),
  ]
  for (const breakRow of broken) {
    const at = chance.integer(0, Math.max(0, rows.length - 1))
    const row = rows[at]
    if (row !== undefined) result.splice(at, 0, breakRow(row))
  }
  return result
}

function changedCustomers(size: Size, wave: number): Uint8Array {
  const chance = random(size.seed * 1000 + 100 + wave)
  const month = `2026-${two(Math.min(12, wave + 1))}`
  const changed = Math.ceil(size.customers / 20)
  const added = Math.ceil(size.customers / 50)
  const rows: CustomerRow[] = []
  for (let n = 0; n < changed; n++) rows.push(customer(chance, chance.integer(1, size.customers), month))
  for (let n = 1; n <= added; n++) rows.push(customer(chance, size.customers + (wave - 2) * added + n, month))
  return csv(customerHeader, rows)
}

function products(size: Size, wave: number): readonly object[] {
  const chance = random(size.seed * 1000 + 200 + wave)
  return Array.from({ length: size.products }, (_, index) => ({
    product_id: index + 1,
    name: `${chance.pick(adjectives)} ${chance.pick(things)} ${index + 1}`,
    category: chance.pick(categories),
    price: chance.chance(0.01) ? -1 : chance.integer(100, 50_000) / 100,
    stock: chance.chance(0.02) ? null : chance.integer(0, 500),
    tags: chance.chance(0.3) ? ['new', chance.pick(['sale', 'gift', 'eco'])] : [],
  }))
}

function orderFiles(size: Size): readonly File[] {
  const perFile = Math.max(1, Math.ceil(size.orders / 5))
  return [0, 1, 2, 3, 4].map((part) => [
    `orders/orders_1_${part + 1}.parquet`,
    () =>
      orders(size, part * perFile, Math.max(0, Math.min(perFile, size.orders - part * perFile)), 10 + part),
  ])
}

function lastOrders(size: Size): Uint8Array {
  return orders(size, 2 * size.orders, Math.ceil(size.orders / 100), 20)
}

function orders(size: Size, before: number, count: number, stream: number): Uint8Array {
  const chance = random(size.seed * 1000 + 300 + stream)
  const quantity = column(count, () => chance.integer(1, 5))
  return parquet([
    // One in a thousand is sent again under the number of the order before it.
    {
      name: 'order_id',
      type: 'INT32',
      values: column(count, (n) => before + n + (n > 0 && chance.chance(0.001) ? 0 : 1)),
    },
    { name: 'customer_id', type: 'INT32', values: column(count, () => chance.integer(1, size.customers)) },
    { name: 'product_id', type: 'INT32', values: column(count, () => chance.integer(1, size.products)) },
    { name: 'quantity', type: 'INT32', values: quantity },
    {
      name: 'amount',
      type: 'DOUBLE',
      values: column(
        count,
        (n) => ((chance.chance(0.002) ? -1 : 1) * (quantity[n] ?? 1) * chance.integer(100, 50_000)) / 100,
      ),
    },
    {
      name: 'ordered_on',
      type: 'STRING',
      // Dates travel as text here, and a few are none.
      values: column(count, () =>
        chance.chance(0.00001)
          ? 'unknown'
          : `2026-${two(chance.integer(1, 10))}-${two(chance.integer(1, 28))}`,
      ),
    },
    { name: 'status', type: 'STRING', values: column(count, () => chance.pick(statuses)) },
  ])
}

function column<T>(length: number, value: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => value(index))
}

function truncated(content: Uint8Array): Uint8Array {
  return content.slice(0, Math.floor(content.length * 0.6))
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function cents(value: number): string {
  return `${Math.floor(value / 100)}.${two(value % 100)}`
}
