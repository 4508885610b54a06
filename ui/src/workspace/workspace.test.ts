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
    const later = (number: number, after: number, fails = false) =>
      queue.push(async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, after)
        })
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
  it('collects the units only when the person has seen what it comes to', async () => {
    const answers: unknown[] = []
    const desk = await open((platform) => ({
      collectTake: (given) => {
        answers.push(given)
        return platform.collectTake(given)
      },
    }))
    await desk.pickCollect()
    expect([desk.dialog.value, desk.collecting.value?.conflicts.length, answers]).toEqual(['collect', 2, []])
    await desk.takeCollect(['ours', 'later'])
    expect([desk.dialog.value, desk.view.value, answers]).toEqual([null, 'list', [['ours', 'later']]])
    expect(desk.toast.value?.undo).toBe(true)
  })

  it('keeps the conflicts and their answers on the screen when they could not be taken over', async () => {
    const desk = await open(() => ({ collectTake: () => Promise.reject(new Error('文档在这期间有改动，请重新收集')) }))
    await desk.pickCollect()
    await desk.takeCollect(['ours', 'later'])
    expect([desk.dialog.value, desk.view.value]).toEqual(['collect', 'form'])
    expect(desk.trouble.value).toContain('请重新收集')
  })

  it('shows nothing when the person picks no folder', async () => {
    const desk = await open(() => ({ collectPick: () => Promise.resolve(null) }))
    await desk.pickCollect()
    expect([desk.dialog.value, desk.view.value]).toEqual([null, 'form'])
  })

  it('shows an edit at once, and loses none of many', async () => {
    const desk = await open()
    const fields = cells(desk)
      .slice(0, 12)
      .flatMap((cell) => cell.field ?? [])
    const edits = fields.map((field, index) => desk.edit([{ field, text: `值${String(index)}` }]))
    fields.forEach((field, index) => {
      expect(shown(desk, field)).toBe(`值${String(index)}`)
    })
    await Promise.all(edits)
    expect(desk.pending.value.size).toBe(0)
    fields.forEach((field, index) => {
      expect(shown(desk, field)).toBe(`值${String(index)}`)
    })
  })
  it('loses nothing when the disk is full: the text stays, is told of, and is kept once there is room', async () => {
    let full = true
    const desk = await open((platform) => ({
      edit: (id, edits) => (full ? Promise.reject({ message: '磁盘已满，请清理后重试。' }) : platform.edit(id, edits)),
    }))
    const field = cells(desk)[0]?.field ?? ''
    await desk.edit([{ field, text: '新' }])
    expect(shown(desk, field)).toBe('新')
    expect(desk.trouble.value).toBe('磁盘已满，请清理后重试。')
    expect(desk.unsaved.value).toBe(1)
    await desk.showForm(3) // would lose it
    await desk.undo()
    await desk.close()
    await desk.save()
    expect(desk.form.value?.id).toBe(2)
    expect(desk.document.value).not.toBeNull()
    expect(desk.toast.value).toBeNull()
    full = false
    await desk.showForm(3)
    await desk.showForm(2)
    expect(desk.unsaved.value).toBe(0)
    expect(shown(desk, field)).toBe('新')
  })
  it('keeps what is typed while another form is on its way, and shows the form asked for last', async () => {
    let typing = ''
    const slow: Record<number, number> = { 3: 30, 4: 5 }
    const desk = await open((platform) => ({
      form: async (id) => {
        await new Promise((resolve) => {
          setTimeout(resolve, slow[id] ?? 0)
        })
        return platform.form(id)
      },
    }))
    const field = cells(desk)[0]?.field ?? ''
    desk.typing.add(() => {
      if (typing !== '') void desk.edit([{ field, text: typing }])
      typing = ''
    })
    const third = desk.showForm(3)
    const fourth = desk.showForm(4)
    typing = '刚打的字'
    await Promise.all([third, fourth])
    expect(desk.form.value?.id).toBe(4)
    await desk.showForm(2)
    expect(shown(desk, field)).toBe('刚打的字')
  })
  it('closes the window when everything is kept, and not before', async () => {
    let closing = (): void => undefined
    const done: string[] = []
    let full = true
    const desk = await open((platform) => ({
      listen: (listeners) => {
        ;({ closing } = listeners)
        return Promise.resolve()
      },
      edit: (id, edits) => (full ? Promise.reject({ message: '磁盘已满' }) : platform.edit(id, edits)),
      leave: () => {
        done.push('leave')
        return Promise.resolve()
      },
      stay: () => {
        done.push('stay')
        return Promise.resolve()
      },
    }))
    await desk.begin()
    await desk.showForm(2)
    let typing = '还没有回车'
    desk.typing.add(() => {
      if (typing !== '') void desk.edit([{ field: cells(desk)[0]?.field ?? '', text: typing }])
      typing = ''
    })
    closing()
    await expect.poll(() => done).toEqual(['stay'])
    expect(desk.trouble.value).toContain('再次关闭窗口将放弃')
    closing() // insists
    await expect.poll(() => done).toEqual(['stay', 'leave'])
    full = false
    closing()
    await expect.poll(() => done).toEqual(['stay', 'leave', 'leave'])
    expect(desk.unsaved.value).toBe(0)
  })
  it('takes what is handed to the program when nothing else is being done', async () => {
    let handed = (_: 'document' | 'books'): void => undefined
    const asked: string[] = []
    const desk = await open((platform) => ({
      listen: (listeners) => {
        ;({ handed } = listeners)
        return Promise.resolve()
      },
      openHanded: () => {
        asked.push('document')
        return platform.document()
      },
      importHanded: () => {
        asked.push('books')
        return Promise.resolve(null)
      },
    }))
    await desk.begin()
    desk.dialog.value = 'waive'
    handed('document')
    expect(desk.trouble.value).not.toBeNull()
    desk.dialog.value = 'help'
    handed('document')
    await expect.poll(() => asked).toEqual(['document'])
    await expect.poll(() => desk.dialog.value).toBeNull()
    handed('books')
    await expect.poll(() => asked).toEqual(['document', 'books'])
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
  it('asks before a form gets another edition', async () => {
    const desk = await open()
    desk.askEdition('hubei-2021-department')
    expect([desk.dialog.value, desk.newEdition.value]).toEqual(['edition', 'hubei-2021-department'])
    expect(desk.document.value?.undo).toBeNull()
  })
  it('offers a way back after results were filled in', async () => {
    const desk = await open()
    const row = (await desk.platform.rollup()).departments[0]?.rows[0]
    if (!row) throw new Error('no row')
    await desk.fillRollup(1, [row])
    expect(desk.toast.value).toMatchObject({ text: '已填入汇总结果，得分按评分规则重新计算', undo: true })
    await desk.fillRollup(1, [row, { ...row, unscored: true }])
    expect(desk.toast.value).toMatchObject({ text: '已填入汇总结果；1 行没有分值，得分未重算，请核对', undo: true })
  })
  it('asks what a row is put together from', async () => {
    const desk = await open()
    const [department] = (await desk.platform.rollup()).departments
    const row = department?.rows[0]
    if (department && row) desk.askLink({ form: department.id, row })
    expect([desk.dialog.value, desk.linking.value?.row.name]).toEqual(['link', '补贴发放人数'])
  })
  it('keeps own words of the disclosure until they are taken back', async () => {
    const desk = await open()
    const own = async () => (await desk.platform.disclosure()).sections.map((section) => section.own)
    await desk.setOwnWords('measures', '加强调度。')
    expect(await own()).toEqual([null, '加强调度。'])
    await desk.setOwnWords('measures', null)
    expect(await own()).toEqual([null, null])
  })
  it('opens next year’s document in the place of this one', async () => {
    const desk = await open()
    await desk.nextYear(2024, [])
    expect(desk.document.value?.year).toBe(2024)
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

describe('the library', () => {
  it('says what was added, and takes it back', async () => {
    const desk = await open((platform) => ({
      libraryAdd: async () => ({ changed: await platform.undo(), indicators: 84, failed: [] }),
    }))
    await desk.addToLibrary()
    expect(desk.toast.value).toMatchObject({ text: '已添加 84 个指标', undo: true })
  })

  it('says which books could not be read', async () => {
    const desk = await open()
    await desk.addToLibrary()
    expect(desk.trouble.value).toContain('坏的.xlsx')
  })

  it('changes nothing when the person cancels', async () => {
    const desk = await open(() => ({ libraryAdd: () => Promise.resolve(null) }))
    const before = desk.document.value
    await desk.addToLibrary()
    expect([desk.document.value, desk.toast.value, desk.trouble.value]).toEqual([before, null, null])
  })
})

it('another document has its findings looked at from the start', async () => {
  const desk = await open()
  desk.findingFilter.value = { ...desk.findingFilter.value, words: '总分', form: 2 }
  desk.findingAt.value = 7
  await desk.openSample()
  expect([desk.findingFilter.value.words, desk.findingFilter.value.form, desk.findingAt.value]).toEqual(['', null, 0])
})
