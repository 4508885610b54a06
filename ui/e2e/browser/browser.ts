// The program behind a real Chromium, with a folder of its own that vanishes with it.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { selector, tool, type Field } from '../window'

/** What Debian calls it. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const WAIT_TIMEOUT = 20_000

/** A program that was started with `jixiao open`, and the address that it gave. */
export class Program {
  private constructor(
    readonly process: ChildProcess,
    readonly address: string,
  ) {}

  static async start(folder: string, ...args: readonly string[]): Promise<Program> {
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: join(folder, 'data') }
    const program = spawn(tool(), ['open', '--no-browser', ...args], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    for await (const line of createInterface(program.stdout)) return new Program(program, line)
    throw new Error('the program gives no address')
  }

  /** Waits until it has ended, and gives its exit code. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode === null) await once(this.process, 'exit')
    return this.process.exitCode
  }
}

/** A browser, and the folder in which the person keeps everything. */
export class Desk {
  /** What no page may say: errors of scripts, and what the policy refuses. */
  readonly complaints: string[] = []

  private constructor(
    private readonly browser: Browser,
    readonly folder: string,
  ) {}

  static async open(): Promise<Desk> {
    // Tests may run as root, for whom Chromium has no sandbox.
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
    return new Desk(browser, mkdtempSync(join(tmpdir(), 'jixiao-browser-')))
  }

  async page(address: string): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
    const page = await context.newPage()
    page.setDefaultTimeout(WAIT_TIMEOUT)
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.complaints.push(message.text())
    })
    await page.goto(address)
    return page
  }

  async end(): Promise<void> {
    await this.browser.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** The cell of a form that shows a field. */
export function cell(page: Page, field: Field): Locator {
  return page.locator(selector(field))
}

/** The text of a cell, as a person reads it. */
export function textOf(page: Page, field: Field): Locator {
  return cell(page, field).locator('.text:not(.ghost)')
}

/** Clicks a button of the dialog in which files and folders are picked. */
export async function answer(page: Page, button: string): Promise<void> {
  await page.locator('dialog.picker').getByRole('button', { name: button, exact: true }).click()
}

/** Takes a picture, where pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (folder !== undefined) await page.screenshot({ path: join(folder, `browser-${name}.png`), animations: 'disabled' })
}
