import { expect, it } from 'vitest'
import { useTextSize } from './useTextSize'

function kept(text: string | null): Pick<Storage, 'getItem' | 'setItem'> & { text: string | null } {
  return {
    text,
    getItem() {
      return this.text
    },
    setItem(_, now) {
      this.text = now
    },
  }
}

it('goes by steps, and is there the next time', () => {
  const storage = kept(null)
  const size = useTextSize(storage)
  expect([size.scale.value, size.isLeast.value]).toEqual([1, true])
  size.step(-1)
  size.step(1)
  expect(useTextSize(storage).scale.value).toBe(size.scale.value)
  expect(size.scale.value).toBeGreaterThan(1)
  for (let times = 0; times < 9; times += 1) size.step(1)
  expect(size.isMost.value).toBe(true)
})

it.each(['x', '-3', '99', '1.5'])('what is no step is none: %s', (text) => {
  expect([1, 1.5]).toContain(useTextSize(kept(text)).scale.value)
})
