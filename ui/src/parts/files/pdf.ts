// pdf.js, set up so that it needs nothing but our own files: its worker is bundled, it evaluates no code and fetches
// nothing.

import {
  getDocument,
  GlobalWorkerOptions,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'

export type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export async function openPdf(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  // Given a port, pdf.js does not compare origins, which the address of the window's own pages has none of.
  GlobalWorkerOptions.workerPort ??= new PdfWorker()
  return getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useWorkerFetch: false,
    enableXfa: false,
    stopAtErrors: false,
  }).promise
}

/** CSS pixels of a PDF point at 100 %. */
const PIXELS = 96 / 72

export interface Drawn {
  readonly width: number
  readonly height: number
}

export function sizeOf(page: PDFPageProxy, zoom: number): Drawn {
  const { width, height } = page.getViewport({ scale: PIXELS * zoom })
  return { width, height }
}

/** Draws a page as sharp as the screen is. */
export async function draw(page: PDFPageProxy, canvas: HTMLCanvasElement, zoom: number): Promise<void> {
  const sharp = Math.min(window.devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: PIXELS * zoom * sharp })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  const canvasContext = canvas.getContext('2d')
  if (canvasContext) await page.render({ canvasContext, viewport }).promise
}
