// Draws the icon of 绩效自评 and writes every size that the bundles need: `node icons/draw.mjs`.
// A form on white paper, one row of it scored, and the red seal of the unit. Nothing but Node is needed.

import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'

const folder = dirname(fileURLToPath(import.meta.url))

const GREEN = [31, 94, 82]
const PAPER = [252, 251, 247]
const LINE = [176, 190, 184]
const HEAD = [214, 229, 223]
const RED = [200, 48, 40]

// Every shape is a signed distance in a square of 1 × 1 (negative inside); shapes are painted in this order.
const shapes = [
  { color: GREEN, distance: box(0.5, 0.5, 0.46, 0.46, 0.1) },
  { color: PAPER, distance: box(0.5, 0.5, 0.27, 0.34, 0.03) },
  { color: HEAD, distance: box(0.5, 0.275, 0.21, 0.045, 0.012) },
  ...[0.4, 0.5, 0.6, 0.7].map((y) => ({ color: LINE, distance: box(0.5, y, 0.21, 0.011, 0.008) })),
  { color: LINE, distance: box(0.43, 0.55, 0.011, 0.15, 0.008) },
  { color: PAPER, distance: circle(0.7, 0.72, 0.19) },
  { color: RED, distance: circle(0.7, 0.72, 0.165) },
  { color: PAPER, distance: stroke([[0.618, 0.722], [0.678, 0.784], [0.788, 0.662]], 0.026) },
]

function box(x, y, halfWidth, halfHeight, radius) {
  return (px, py) => {
    const dx = Math.abs(px - x) - halfWidth + radius
    const dy = Math.abs(py - y) - halfHeight + radius
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
  }
}

function circle(x, y, radius) {
  return (px, py) => Math.hypot(px - x, py - y) - radius
}

function stroke(points, halfWidth) {
  return (px, py) => {
    let nearest = Infinity
    for (let i = 1; i < points.length; i++) {
      const [ax, ay] = points[i - 1]
      const [bx, by] = points[i]
      const along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
      const t = Math.min(1, Math.max(0, along))
      nearest = Math.min(nearest, Math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)))
    }
    return nearest - halfWidth
  }
}

/** Straight-alpha RGBA of the icon, one byte per channel. */
function pixels(size) {
  const bytes = Buffer.alloc(size * size * 4)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const x = (column + 0.5) / size
      const y = (row + 0.5) / size
      let color = [0, 0, 0]
      let alpha = 0
      for (const shape of shapes) {
        const cover = Math.min(1, Math.max(0, 0.5 - shape.distance(x, y) * size))
        if (cover === 0) continue
        const over = alpha * (1 - cover)
        color = color.map((value, i) => (shape.color[i] * cover + value * over) / (cover + over))
        alpha = cover + over
      }
      bytes.set([...color.map(Math.round), Math.round(alpha * 255)], (row * size + column) * 4)
    }
  }
  return bytes
}

function png(size) {
  const raw = pixels(size)
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let row = 0; row < size; row++) raw.copy(rows, row * (size * 4 + 1) + 1, row * size * 4, (row + 1) * size * 4)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8) // 8 bits a channel, RGBA, no interlace
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

function ico(sizes) {
  const images = sizes.map(png)
  const header = Buffer.alloc(6 + 16 * sizes.length)
  header.set([0, 0, 1, 0, sizes.length, 0])
  let offset = header.length
  sizes.forEach((size, i) => {
    const at = 6 + 16 * i
    header.set([size % 256, size % 256, 0, 0, 1, 0, 32, 0], at) // 256 is written as 0
    header.writeUInt32LE(images[i].length, at + 8)
    header.writeUInt32LE(offset, at + 12)
    offset += images[i].length
  })
  return Buffer.concat([header, ...images])
}

const write = (name, bytes) => writeFileSync(join(folder, name), bytes)
write('32x32.png', png(32))
write('128x128.png', png(128))
write('128x128@2x.png', png(256))
write('icon.png', png(512))
write('icon.ico', ico([32, 16, 24, 48, 64, 256])) // the first one is what Tauri shows while developing
