import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { createPglitePool } from 'mandate-testkit'

describe('the in-process PostgreSQL', async () => {
  const pool = await createPglitePool()
  after(() => pool.end())

  test('answers with the types that the server configures for pg', async () => {
    const { rows } = await pool.query({
      name: 'types',
      text: 'select $1::int8 as number, $2::bytea as bytes, $3::text as text, $4::int8 as nothing, $5::bool as truth',
      values: [1_800_000_000, Buffer.from('00ff', 'hex'), 'naïve', undefined, true],
    })
    assert.deepEqual(rows, [
      { number: 1_800_000_000, bytes: Buffer.from('00ff', 'hex'), text: 'naïve', nothing: null, truth: true },
    ])
  })

  test('counts the rows that each kind of statement reads or changes', async () => {
    await pool.query('create table counted (id int8 primary key)')
    const count = async (text: string, values?: readonly unknown[]) =>
      (await pool.query(text, values)).rowCount
    assert.equal(await count('insert into counted select generate_series(1, $1::int)', [3]), 3)
    assert.equal(await count('update counted set id = id + 10 where id = $1', [99]), 0)
    assert.equal(await count('delete from counted where id < $1 returning id', [3]), 2)
    assert.equal(await count('select * from counted'), 1)
    assert.equal(await count('begin'), null)
    assert.equal(await count('rollback'), null)
  })

  test('reads rows as arrays when asked', async () => {
    const { rows } = await pool.query({ text: 'select 1 as a, $1::int8 as b', values: [2], rowMode: 'array' })
    assert.deepEqual(rows, [[1, 2]])
  })

  test('takes several statements when there are no values, as the simple protocol does', async () => {
    const { rows } = await pool.query('create table several (id int); select 7 as seven')
    assert.deepEqual(rows, [{ seven: 7 }])
  })

  test("carries PostgreSQL's error code", async () => {
    await pool.query('create table once (id int primary key)')
    await pool.query('insert into once values ($1)', [1])
    await assert.rejects(pool.query('insert into once values ($1)', [1]), {
      code: '23505',
      constraint: 'once_pkey',
    })
  })

  test('serves clients one after the other, in the order of asking', async () => {
    const first = await pool.connect()
    const order: string[] = []
    const second = pool.connect().then((client) => {
      order.push('second')
      client.release()
    })
    const third = pool.query('select 1').then(() => order.push('third'))
    await first.query('select 1')
    order.push('first')
    first.release()
    await Promise.all([second, third])
    assert.deepEqual(order, ['first', 'second', 'third'])
  })

  test('a client is of no use after its release', async () => {
    const client = await pool.connect()
    client.release()
    await assert.rejects(client.query('select 1'), /released/)
    assert.throws(() => client.release(), /released already/)
  })

  test('a client that is released with an error leaves no transaction, lock or setting behind', async () => {
    await pool.query('create table left_behind (id int)')
    const broken = await pool.connect()
    await broken.query("set statement_timeout = '7s'")
    await broken.query('select pg_advisory_lock(1)')
    await broken.query('begin')
    await broken.query('insert into left_behind values (1)')
    await assert.rejects(broken.query('select nonsense'))
    broken.release(new Error('broken'))
    const { rows } = await pool.query(
      `select (select count(*) from left_behind) as rows, current_setting('statement_timeout') as timeout,
              (select count(*) from pg_locks where locktype = 'advisory') as locks`,
    )
    assert.deepEqual(rows, [{ rows: 0, timeout: '0', locks: 0 }])
  })
})

test('two in-process databases share nothing, and ending one twice does no harm', async () => {
  const [left, right] = [await createPglitePool(), await createPglitePool()]
  await left.query('create table only_left (id int)')
  await assert.rejects(right.query('select * from only_left'), { code: '42P01' })
  await Promise.all([left.end(), right.end()])
  await left.end()
})
