import { describe, expect, it } from 'vitest'
import { askVersion, versionText, type Version } from './version'

describe('versionText', () => {
  const cases: readonly [Version, string][] = [
    [{ state: 'pending' }, '正在读取版本…'],
    [{ state: 'known', version: '1.2.3' }, '版本 1.2.3'],
    [{ state: 'unknown' }, '版本未知：界面没有连上程序，请关闭窗口后重新打开。'],
  ]
  it.each(cases)('%o', (version, text) => {
    expect(versionText(version)).toBe(text)
  })
})

describe('askVersion', () => {
  it('keeps what the program answers', async () => {
    expect(await askVersion(async () => ({ version: '0.1.0' }))).toEqual({ state: 'known', version: '0.1.0' })
  })
  it('is unknown where no program answers', async () => {
    expect(await askVersion(() => Promise.reject(new Error('no window')))).toEqual({ state: 'unknown' })
  })
})
