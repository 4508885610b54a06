// Columns of a list. Header, cells, foot, tracks and sorting all come from one table of them. Pure.

export interface Column<Row, Key extends string> {
  readonly key: Key
  readonly name: string
  /** Its track in the grid, and the one where the window is narrow. */
  readonly track: string
  readonly narrowTrack?: string
  /** Figures stand at the end of their cells. */
  readonly isFigure?: boolean
  /** The order of two rows; nothing can be sorted by a column without one. */
  readonly compare?: (one: Row, other: Row) => number
}

/** Tracks as `grid-template-columns` takes them. */
export function tracks(columns: readonly Column<never, string>[], isNarrow: boolean): string {
  return columns.map(({ track, narrowTrack }) => (isNarrow ? (narrowTrack ?? track) : track)).join(' ')
}

/** The rows in the order of a column; equal ones stay as they come. */
export function sortedBy<Row, Key extends string>(
  rows: readonly Row[],
  columns: readonly Column<Row, Key>[],
  by: Key,
  down = false,
): readonly Row[] {
  const compare = columns.find(({ key }) => key === by)?.compare
  const inOrder = compare ? [...rows].sort(compare) : [...rows]
  return down ? inOrder.reverse() : inOrder
}
