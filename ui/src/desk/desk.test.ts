import { describe, expect, it } from 'vitest'
import type { Platform } from '../platform'
import { fake } from '../platform/fake'
import type { CellView } from '../wire/wire'
import { createDesk, type Desk } from './desk'
import { answered, nothingPending, shownText, withEdits } from './pending'
import { createQueue } from './queue'
import { troubleText } from './trouble'

async function open(change: (platform: Platform) => Partial<Platform> = () => ({})): Promise<Desk> {
  const platform = fake({ delay: 1 })
  const desk = createDesk({ ...platform, ...change(platform) })
  await desk.openSample()
  await desk.showForm(2)
  return desk
}

function cells(desk: Desk): readonly CellView[] {
  return desk.form.value?.cells.filter((cell) => cell.kind === 'input' && cell.indicator !== null) ?? []
}

function shown(desk: Desk, field: string): string {
  const cell = desk.form.value?.cells.find((entry) => entry.field === field)
  return cell ? shownText(cell, desk.pending.value) : ''
}

describe('the queue', () => {
  it('keeps the order, whatever takes long and whatever fails', async () => {
    const queue = createQueue()
    const order: number[] = []
    const later = (number: number, after: number, fails = false) => queue.push(async () => {
      await new Promise((resolve) => { setTimeout(resolve, after) })
      order.push(number)
      if (fails) throw new Error('no')
    })
    const all = [later(1, 20), later(2, 1, true), later(3, 5)]
    expect(queue.waiting()).toBe(3)
    await Promise.allSettled(all)
    await queue.idle()
    expect(order).toEqual([1, 2, 3])
    expect(queue.waiting()).toBe(0)
  })
})

describe('pending texts', () => {
  it('stay until the last edit of their field is answered', () => {
    const one = [{ field: 'a', text: '1' }]
    const two = [{ field: 'a', text: '2' }]
    const both = withEdits(withEdits(nothingPending, one), two)
    expect(answered(both, one).get('a')?.text).toBe('2')
    expect(answered(answered(both, one), two).size).toBe(0)
  })
})

describe('the desk', () => {
  it('shows an edit at once, and loses none of many', async () => {
    const desk = await open()
    const fields = cells(desk).slice(0, 12).flatMap((cell) => cell.field ?? [])
    const edits = fields.map((field, index) => desk.edit([{ field, text: `值${String(index)}` }]))
    fields.forEach((field, index) => { expect(shown(desk, field)).toBe(`值${String(index)}`) })
    await Promise.all(edits)
    expect(desk.pending.value.size).toBe(0)
    fields.forEach((field, index) => { expect(shown(desk, field)).toBe(`值${String(index)}`) })
  })
  it('shows the old text again when an edit fails, and says why', async () => {
    const desk = await open(() => ({ edit: () => Promise.reject({ message: '磁盘已满，请清理后重试。' }) }))
    const [cell] = cells(desk)
    const field = cell?.field ?? ''
    await desk.edit([{ field, text: '新' }])
    expect(shown(desk, field)).toBe(cell?.text)
    expect(desk.trouble.value).toBe('磁盘已满，请清理后重试。')
  })
  it('undoes a removal from the list, offered in a word', async () => {
    const desk = await open()
    const before = desk.document.value?.forms.length ?? 0
    await desk.changeList({ kind: 'remove', ids: [3, 4] })
    expect(desk.document.value?.forms).toHaveLength(before - 2)
    expect(desk.toast.value?.undo).toBe(true)
    await desk.undo()
    expect(desk.document.value?.forms).toHaveLength(before)
  })
  it('offers no way back that would take a newer change back', async () => {
    const desk = await open()
    await desk.changeList({ kind: 'remove', ids: [3] })
    await desk.edit([{ field: cells(desk)[0]?.field ?? '', text: '新' }])
    expect(desk.toast.value).toBeNull()
  })
  it('asks before a form gets another edition, and tells what has no place in it', async () => {
    const desk = await open()
    desk.askEdition('hubei-2021-department')
    expect([desk.dialog.value, desk.newEdition.value]).toEqual(['edition', 'hubei-2021-department'])
    const change = await desk.platform.editionChange(2, 'hubei-2021-department')
    expect(change.homeless.map((line) => line.what)).toContain('主管部门')
  })
  it('goes to another form when the one shown is removed', async () => {
    const desk = await open()
    await desk.changeList({ kind: 'remove', ids: [2] })
    expect(desk.form.value?.id).toBe(1)
  })
  it('changes nothing while the file is only to be looked at', async () => {
    const platform = fake({ delay: 1, readOnly: true })
    const desk = createDesk(platform)
    await desk.openSample()
    await desk.edit([{ field: cells(desk)[0]?.field ?? '', text: 'x' }])
    expect(await desk.changeList({ kind: 'remove', ids: [2] })).toBeNull()
    expect(desk.document.value?.undo).toBeNull()
  })
})

describe('troubleText', () => {
  it.each([
    [{ message: '文件打不开。' }, '文件打不开。'],
    ['文件打不开。', '文件打不开。'],
  ])('%o', (thrown, text) => {
    expect(troubleText(thrown)).toBe(text)
  })
  it('never shows a bare error', () => {
    expect(troubleText(new TypeError('x is undefined'))).toContain('请重试')
  })
})
