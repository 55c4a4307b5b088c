/** The words around a figure. */
export interface FigureTexts {
  readonly title: string
  /** What the figure shows, in words, for those who do not see it. */
  readonly description: string
  /** How to read the figure: line styles, conventions, what is left out. */
  readonly caption: string
}
