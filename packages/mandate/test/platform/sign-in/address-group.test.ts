import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressGroup } from '../../../src/platform/sign-in/address-group.ts'

const groups = {
  '192.0.2.1': '192.0.2.1',
  '::ffff:192.0.2.1': '192.0.2.1',
  '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
  '2001:DB8:1:2::9': '2001:db8:1:2::/64',
  '2001:0db8:0001:0002:0:0:0:9': '2001:db8:1:2::/64',
  '2001:db8::9': '2001:db8:0:0::/64',
  '::1': '0:0:0:0::/64',
  'fe80::1%eth0': 'fe80:0:0:0::/64',
  '1:2:3:4:5::': '1:2:3:4::/64',
  '::2:3:4:5:6:7:8': '0:2:3:4::/64',
  '64:ff9b::192.0.2.1': '64:ff9b:0:0::/64',
  unknown: 'unknown',
}

for (const [address, group] of Object.entries(groups))
  test(`${address} is counted as ${group}`, () => assert.equal(addressGroup(address), group))
